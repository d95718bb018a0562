using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Times;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>What the page shows of one period.</summary>
/// <param name="Shown">Behind which figure the leads are listed; null: behind none.</param>
internal sealed record TimesSeen(TimesView View, TimesOverview All, TimesShown? Shown, IReadOnlyList<TimedLead> Behind)
{
    internal TimesReport Now => All[View.Event];

    internal static TimesSeen Read(ReportMoment moment, ReportAsked asked, ReportRequest request)
    {
        var view = TimesView.Read(asked.Address.View);
        var shown = request == asked.Request ? TimesShown.Read(asked.Address.Show) : null;
        return new(view, TimesOverview.Read(moment, request, view.Kind), shown, shown?.Read(moment, request, view) ?? []);
    }
}

/// <summary>
/// A figure of times, as the address writes it: <c>waiting</c>, <c>happened:3600</c> within so many seconds, <c>won:hour:A</c> of one
/// grade, first touched within an hour.
/// </summary>
/// <param name="Figure">Of a time; null: of speed against winning.</param>
/// <param name="Within">Seconds; null: whenever.</param>
/// <param name="Speed">Of a cell; null with no figure: open, and not touched yet.</param>
internal sealed record TimesShown(TimesFigure? Figure, long? Within = null, (SpeedFigure Of, TouchBand Band, string? Grade)? Speed = null)
{
    private const string Untouched = "untouched";

    // In milliseconds it must fit, too.
    private const long MostSeconds = long.MaxValue / 1000;

    internal static readonly TimesShown NotTouched = new(Figure: null);

    /// <exception cref="InvalidArgument">There is no such figure.</exception>
    internal static TimesShown? Read(string? show)
    {
        switch (show?.Split(':', 3))
        {
            case null:
                return null;
            case [Untouched]:
                return NotTouched;
            case [var figure] when CamelCase.Read<TimesFigure>(figure) is { } of:
                return new(of);
            case [var figure, var within] when CamelCase.Read<TimesFigure>(figure) is { } of
                && long.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < MostSeconds:
                return new(of, seconds);
            case [var speed, var band, var grade]
                when CamelCase.Read<SpeedFigure>(speed) is { } of && CamelCase.Read<TouchBand>(band) is { } touched:
                return new(null, Speed: (of, touched, grade.Length == 0 ? null : grade));
            default:
                throw new InvalidArgument("show", "Give a figure, such as happened or waiting.");
        }
    }

    internal IReadOnlyList<TimedLead> Read(ReportMoment moment, ReportRequest request, TimesView view) =>
        Figure is { } figure ? TimesReport.Behind(moment, request, view.Event, view.Kind, figure, Within * (long)CurveFigures.Second)
        : Speed is var (of, band, grade) ? TouchSpeed.Behind(moment, request, view.Kind, grade, band, of)
        : TouchSpeed.Untouched(moment, request, view.Kind);

    internal string Href(ReportAddress address) =>
        (address with { Show = Written, Page = 1 }).Href(ReportPage.Times.Path) + "#leads";

    private string Written => Figure is { } figure
        ? Within is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{CamelCase.Of(figure)}:{seconds}") : CamelCase.Of(figure)
        : Speed is var (of, band, grade) ? $"{CamelCase.Of(of)}:{CamelCase.Of(band)}:{grade}" : Untouched;
}
