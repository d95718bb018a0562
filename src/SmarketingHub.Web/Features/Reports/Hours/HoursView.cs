using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Hours;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Hours;

/// <summary>What the page reads: the hours, and the leads behind the figure that was chosen.</summary>
internal sealed record HoursView(HoursReport Hours, IReadOnlyList<LeadHours> Behind)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    internal static Task<HoursView> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var by = ByOf(asked.Address);
        var isNow = request == asked.Request;
        var hours = HoursReport.Read(moment, request, by);
        if (!isNow || ShownBy(asked.Address) is not { } shown)
            return Task.FromResult(new HoursView(hours, []));
        if (shown.Key is { } bar && !hours.Bars.Any(b => b.Key == bar) && !HoursReport.Knows(moment, by, bar))
            throw new InvalidArgument("show", $"There is no '{bar}' that hours are told by.");
        return Task.FromResult(new HoursView(hours,
            HoursReport.LeadsBehind(moment, request, shown.Part, shown.Key is { } key ? (by, key) : null)));
    }

    /// <exception cref="InvalidArgument">There is no such view.</exception>
    internal static HoursBy ByOf(ReportAddress address) => address.View is not { } view ? HoursBy.Holder
        : CamelCase.Read<HoursBy>(view) ?? throw new InvalidArgument("view", "Give holder, person, source, weekday or hour.");

    /// <summary>Of which figure the leads are listed: of a part (null: of all), and of a bar (null: of all). Null: of none.</summary>
    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static (HoursPart? Part, string? Key)? ShownBy(ReportAddress address)
    {
        if (address.Show is not { } show)
            return null;
        var words = show.Split(':', 2);
        var part = CamelCase.Read<HoursPart>(words[0]);
        return part is null && words[0] != "all"
            ? throw new InvalidArgument("show", "Give a part of the hours or all of them, such as busy or all.")
            : (part, words.Length > 1 ? words[1] : null);
    }

    /// <summary>The address of the leads behind a figure.</summary>
    internal static string HrefOf(ReportAddress address, HoursPart? part, string? key = null)
    {
        var show = (part is { } one ? CamelCase.Of(one) : "all") + (key is null ? "" : ":" + key);
        return (address with { Show = show, Page = 1 }).Href(ReportPage.Hours.Path) + "#leads";
    }

    internal static DayOfWeek DayOf(string key) => (DayOfWeek)Array.IndexOf(Days, key);
}
