using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Pauses;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Pauses;

/// <summary>Pauses as tables and bars.</summary>
internal sealed class PauseTables(IStringLocalizer<Texts> l, ReportSeen<PauseView> seen)
{
    // More bars nobody reads; the table has all.
    private const int MostBars = 20;

    private readonly PauseReport pauses = seen.Now.Pauses;

    internal PauseBy By { get; } = PauseView.ByOf(seen.Asked.Address);

    internal IReadOnlyList<ReportTable> All => [Whole, Groups];

    /// <summary>What is behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind
    {
        get
        {
            if (seen.Now.Shown is not { } shown)
                return null;
            var title = shown.ByProgram ? $"{l["a program"]}, {l.Name(shown.Figure)}" : l.Name(shown.Figure);
            if (shown.IsOfPromises)
            {
                var moved = seen.Now.Promises.ToDictionary(held => held.Promise, held => held.MovedSeconds);
                return PromiseList.Of(l, seen.Asked, title, [.. seen.Now.Promises.Select(held => held.Promise)],
                    (new(l["Deadline moved by"], ColumnKind.Seconds), promise => moved[promise]));
            }
            if (shown.Figure == PauseFigure.Leads)
                return FigureList.OfLeads(title, new(l["Elapsed time"], ColumnKind.Elapsed),
                    [.. seen.Now.Behind.GroupBy(pause => pause.Pause.LeadId)
                        .Select(lead => (Lead: lead.Key, Seconds: lead.Sum(pause => pause.Seconds)))],
                    lead => lead.Lead, lead => lead.Seconds);
            return FigureList.Make(Listed.Pauses, title,
                [
                    new(l["Paused by"]), new(l["Began"], ColumnKind.Instant), new(l["Ended"]), new(l["Elapsed time"], ColumnKind.Elapsed),
                    new(l["Business time"], ColumnKind.Seconds),
                ],
                seen.Now.Behind, pause => pause.Pause.LeadId,
                pause =>
                [
                    pause.Pause.Person is { } person ? l.Person(seen.Asked.Known, person) : l["a program"].Value, pause.Pause.From,
                    pause.Pause.To is { } end ? ReportWords.Moment(end, seen.Asked.Zone) : l["it goes on"].Value,
                    pause.Seconds, pause.BusinessSeconds,
                ]);
        }
    }

    internal ReportTable Whole
    {
        get
        {
            var (all, before) = (pauses.All, seen.Before?.Pauses.All);
            return new(l["All pauses"], [new(l["Period"]), .. Columns()],
                [
                    new([
                        l["This period"].Value, .. Cells(all, seen.Asked.Here),
                    ]),
                    .. before is null ? [] : new ReportRow[] { new([l["Period before"].Value, .. Cells(before, seen.Asked.Earlier!)]) },
                ], Sortable: false);
        }
    }

    internal ReportTable Groups => new(
        l.Name(By), [new(l.Name(By)), .. Columns()],
        [
            .. Ordered.Select(group => new ReportRow(
                [Name(group.Key), .. Cells(group.Counts, Of(seen.Asked.Here, group.Key) ?? seen.Asked.Here, IsProgram(group.Key))],
                Of(seen.Asked.Address with { Show = null, Page = 1 }, group.Key)?.Href(ReportPage.Pauses.Path))),
            .. pauses.Groups.Count < 2 ? [] : new ReportRow[]
            {
                new([l["Total"].Value, .. Cells(pauses.All, seen.Asked.Here)], IsTotal: true),
            },
        ],
        // Sorted by time, people would be a league table.
        Sortable: By != PauseBy.Person);

    internal IReadOnlyList<string> Series => [l["In business time"], l["Out of hours"]];

    internal IReadOnlyList<ChartBar> Bars =>
    [
        .. Largest.Of([.. Ordered], MostBars, group => group.Counts.Seconds).Select(group => new ChartBar(
            Name(group.Key), [group.Counts.BusinessSeconds, group.Counts.Seconds - group.Counts.BusinessSeconds])),
    ];

    internal string? Cut => Largest.Said(l, Math.Min(MostBars, pauses.Groups.Count), pauses.Groups.Count);

    // People by their names, so that it is no league table.
    private IEnumerable<PauseGroup> Ordered => By == PauseBy.Person
        ? pauses.Groups.OrderBy(group => group.Key.Length == 0).ThenBy(group => Name(group.Key), StringComparer.CurrentCulture)
        : pauses.Groups;

    private IEnumerable<ReportColumn> Columns() =>
    [
        new(l["Pauses"], ColumnKind.Count, l["They belong to the period in which they began."]),
        new(l["report: leads"], ColumnKind.Count), new(l["Going on"], ColumnKind.Count),
        new(l["Elapsed time"], ColumnKind.Elapsed, l["All together, until they ended; of those that go on, until now."]),
        new(l["Business time"], ColumnKind.Seconds, l["The same in the open hours of the lead's calendar."]),
        new(l["Longest"], ColumnKind.Elapsed),
        new(l["Promises held"], ColumnKind.Count,
            l["Promises whose deadline a pause moved; each belongs to the first pause that held it."]),
        new(l["Saved"], ColumnKind.Count,
            l["Of them, met after the deadline that they had first: without the pause they would have been missed."]),
        new(l["Missed all the same"], ColumnKind.Count),
    ];

    // Each figure leads to what it counts: on the same page, of that group alone. A time leads to its pauses.
    private static IEnumerable<ReportCell> Cells(PauseCounts c, ReportAddress of, bool byProgram = false)
    {
        ReportCell Count(long count, PauseFigure figure) =>
            new(count, count == 0 ? null : PauseView.HrefOf(of, new(figure, byProgram)));
        return
        [
            Count(c.Pauses, PauseFigure.Pauses), Count(c.Leads, PauseFigure.Leads), Count(c.Running, PauseFigure.Running),
            Count(c.Seconds, PauseFigure.Pauses), Count(c.BusinessSeconds, PauseFigure.Pauses), Count(c.Longest, PauseFigure.Pauses),
            Count(c.Held, PauseFigure.Held), Count(c.Saved, PauseFigure.Saved), Count(c.Breached, PauseFigure.Breached),
        ];
    }

    private bool IsProgram(string key) => By == PauseBy.Person && key.Length == 0;

    private string Name(string key) => key.Length == 0 ? l[By == PauseBy.Person ? "a program" : "report filter: none"] : By switch
    {
        PauseBy.Party => l.Party(seen.Asked.Known, key),
        PauseBy.Person => l.Person(seen.Asked.Known, long.Parse(key, CultureInfo.InvariantCulture)),
        PauseBy.Source => l.Source(key),
        _ => key,
    };

    // The same page of that group alone; of programs there is no filter.
    private ReportAddress? Of(ReportAddress address, string key) => By switch
    {
        PauseBy.Party => address with { Party = key },
        PauseBy.Person => key.Length == 0 ? null : address with { Person = key },
        PauseBy.Source => address with { Source = key },
        PauseBy.Campaign => address with { Campaign = key },
        PauseBy.Country => address with { Country = key },
        _ => address with { Grade = key },
    };
}
