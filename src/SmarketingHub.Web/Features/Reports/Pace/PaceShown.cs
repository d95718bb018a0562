using System.Globalization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Pace;

/// <summary>Which leads of a promise over a period a figure counts.</summary>
internal enum PaceFigure
{
    /// <summary>In its own period.</summary>
    Counted,

    /// <summary>In the chosen period.</summary>
    Chosen,

    /// <summary>They fell into its own period, and are not counted.</summary>
    LeftOut,
}

/// <summary>
/// A figure of pace, as the address writes it: <c>counted:1::volume</c> of agreement 1, <c>counted:1:1772442000000:volume</c> up to that
/// moment, in milliseconds since 1970; of a follow-up <c>due:1</c>.
/// </summary>
/// <param name="Figure">Of a promise over a period; null: of a follow-up.</param>
/// <param name="Commitment">The promise over a period.</param>
/// <param name="By">Up to when; null: the end of what is shown.</param>
internal sealed record PaceShown(
    PaceFigure? Figure, FollowUpFigure? FollowUp, long Agreement, string? Commitment = null, Instant? By = null)
{
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static PaceShown? Read(string? show)
    {
        if (show?.Split(':', 4) is not [var word, .. var rest])
            return null;
        var (figure, followUp) = (CamelCase.Read<PaceFigure>(word), CamelCase.Read<FollowUpFigure>(word));
        if (rest is not [var number, .. var more] || !long.TryParse(number, CultureInfo.InvariantCulture, out var agreement)
            || (figure is null) != (more.Length < 2) || figure is null && followUp is null)
            throw Wrong();
        Instant? by = null;
        if (more is [{ Length: > 0 } text, ..])
            by = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= Latest.ToUnixTimeMilliseconds()
                ? Instant.FromUnixTimeMilliseconds(at) : throw Wrong();
        return new(figure, figure is null ? followUp : null, agreement, more is [_, var commitment] ? commitment : null, by);

        static InvalidArgument Wrong() =>
            new("show", "Give a figure, an agreement's id and a promise, such as counted:1::volume, or due:1 of a follow-up.");
    }

    internal string Href(ReportAddress address) =>
        (address with { Show = Written, Page = 1 }).Href(ReportPage.Pace.Path) + "#leads";

    private string Written
    {
        get
        {
            var by = By is { } until ? until.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "";
            var word = Figure is { } figure ? CamelCase.Of(figure) : CamelCase.Of(FollowUp!.Value);
            return string.Create(CultureInfo.InvariantCulture, $"{word}:{Agreement}")
                + (Commitment is { } commitment ? $":{by}:{commitment}" : by.Length > 0 ? $":{by}" : "");
        }
    }
}

/// <summary>What the page of pace shows of a period.</summary>
/// <param name="Leads">Behind the figure that was chosen, if it is one of leads; the last first.</param>
/// <param name="Promises">Behind it, if it is one of a follow-up.</param>
internal sealed record PaceSeen(
    BothSidesReport Report, PaceShown? Shown, IReadOnlyList<PeriodLead> Leads, IReadOnlyList<ReportedPromise> Promises)
{
    /// <summary>A partner is not told of leads that never passed between the two: they are not its.</summary>
    internal static bool IsTold(ReportAsked asked, LeftOutWhy? why) => why != LeftOutWhy.NotPassed || asked.Actor.SeesAll();

    internal static async Task<PaceSeen> Read(
        ReportMoment moment, ReportAsked asked, ReportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var agreements = asked.Known.Agreements.Where(a => request.Agreement is not { } id || a.Id == id);
        var report = await BothSidesReport.Read(moment, request, agreements, BothSidesReport.LastOf(request),
            asked.Address.As is null ? null : request.AsKnownAt, chosen: BothSidesReport.ChosenOf(request));
        // A partner is told how its agreements stand, and of follow-up alone of what it owed itself.
        if (asked.Actor.SeesOnly() is { } own)
            report = report with { FollowUps = [.. report.FollowUps.Where(followUp => followUp.Agreement.Receiver == own)] };
        if (request != asked.Request || PaceShown.Read(asked.Address.Show) is not { } shown)
            return new(report, null, [], []);
        if (asked.Known.Agreements.Find(a => a.Id == shown.Agreement) is not { } of)
            throw new InvalidArgument("show", $"There is no agreement {shown.Agreement}.");
        var by = shown.By ?? report.At;
        if (shown.FollowUp is { } followUp)
            return new(report, shown, [],
                report.FollowUps.FirstOrDefault(f => f.Agreement.Id == of.Id)?.Behind(moment, request, followUp, by) ?? []);
        if (!of.Versions.Any(version => version.PeriodCommitments.Any(c => c.Id == shown.Commitment)))
            throw new InvalidArgument("show", $"Agreement {of.Id} has no promise '{shown.Commitment}' for a period.");
        var pace = report.Items.FirstOrDefault(item => item.Agreement.Id == of.Id && item.Pace.Commitment.Id == shown.Commitment)?.Pace;
        var leads = shown.Figure switch
        {
            PaceFigure.Chosen => pace?.Beside?.Counted,
            PaceFigure.LeftOut => pace?.NotCounted.Where(lead => IsTold(asked, lead.Why)),
            // A day ends at the first instant of the next; the moment itself is in it.
            _ => pace?.Counted.Where(lead => lead.At < by || by == report.At).ToList(),
        };
        return new(report, shown, [.. (leads ?? []).OrderByDescending(lead => lead.At).ThenBy(lead => lead.LeadId)], []);
    }
}
