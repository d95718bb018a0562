using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Engine.Reports.Loads;
using SmarketingHub.Web.Features.Reports.Charts;
using SmarketingHub.Web.Features.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Loads;

/// <summary>Load as tables and bars: of the period, or of the week that the viewer chose.</summary>
internal sealed class LoadTables(IStringLocalizer<Texts> l, ReportSeen<LoadView> seen)
{
    // More bars nobody reads; the table has all.
    private const int MostBars = 40;

    private readonly LoadReport load = seen.Now.Load;
    private readonly string? week = seen.Asked.Address.View;

    internal IReadOnlyList<ReportTable> All => [People, Weeks];

    internal ReportTable People
    {
        get
        {
            var before = week is null ? seen.Before?.Load.People.ToDictionary(p => p.Person.Id, p => p.Total) : null;
            ReportCell Earlier(PersonLoad person)
            {
                var count = before?.GetValueOrDefault(person.Person.Id)?.TakenIn;
                return new ReportCell((long?)count)
                    .To(count is null or 0 ? null : LoadView.HrefOf(seen.Asked.Earlier!, person.Person.Id, LoadFigure.TakenIn));
            }
            return new(
                week is null ? l["By person"] : l["By person, week {0}", week],
                [new(l["Person"]), new(l["Party"]), .. Figures, new(l["Taken in before"], ColumnKind.Count, l["In the period before."])],
                [
                    .. load.People.Select(person => new ReportRow(
                        [.. Who(person), .. Cells(Of(person), figure => LoadView.HrefOf(seen.Asked.Here, person.Person.Id, figure)),
                            Earlier(person)])),
                ], Sortable: false);
        }
    }

    /// <summary>What is behind the figure that was chosen; null: none was.</summary>
    internal FigureList? Behind
    {
        get
        {
            if (LoadView.ShownBy(seen.Asked.Address) is not var (person, figure))
                return null;
            var title = $"{l.Person(seen.Asked.Known, person)}, {Name(figure)}";
            return LoadView.IsOfPromises(figure) ? PromiseList.Of(l, seen.Asked, title, seen.Now.Promises)
                : FigureList.Make(figure == LoadFigure.TakenIn ? Listed.Times : Listed.Leads, title,
                    [new(Since(figure), ColumnKind.Instant)], seen.Now.Behind, lead => lead.LeadId, lead => [lead.At]);
        }
    }

    /// <summary>Each week of each person: for downloads.</summary>
    internal ReportTable Weeks => new(
        l["By person and week"], [new(l["Person"]), new(l["Party"]), new(l["Week"]), .. Figures],
        [
            .. load.People.SelectMany(person => load.Weeks.Zip(person.Weeks, (week, had) => new ReportRow(
                [.. Who(person), week.Key, .. Cells(had)]))),
        ], Sortable: false);

    internal IReadOnlyList<string> Series =>
        [l["Taken in, within room"], l["Taken in, beyond room"], l["Room left"], l["Taken in, room not known"]];

    internal IReadOnlyList<ChartBar> Bars =>
        [.. Largest.Of(Drawn, MostBars, p => Math.Max(Of(p).TakenIn, (double?)Of(p).Room ?? 0)).Select(Bar)];

    internal string? Cut => Largest.Said(l, Math.Min(MostBars, Drawn.Count), Drawn.Count);

    private IReadOnlyList<PersonLoad> Drawn => [.. load.People.Where(p => Of(p) is { TakenIn: > 0 } or { Room: > 0 })];

    /// <summary>To whom more came than there was room for.</summary>
    internal IReadOnlyList<string> Beyond =>
        [.. load.People.Where(p => Of(p) is { Room: { } room } had && had.TakenIn > room).Select(Name)];

    internal int TakenIn => load.People.Sum(p => Of(p).TakenIn);

    internal int Everybody => load.People.Count;

    /// <summary>Those whose room is known: how many, what came to them, and their room.</summary>
    internal (int People, int TakenIn, decimal Room) Known
    {
        get
        {
            var known = load.People.Select(Of).Where(had => had.Room is not null).ToList();
            return (known.Count, known.Sum(had => had.TakenIn), known.Sum(had => had.Room!.Value));
        }
    }

    internal int Open => load.People.Sum(p => Of(p).Open);

    private IReadOnlyList<ReportColumn> Figures =>
    [
        new(l["load: open"], ColumnKind.Count, l["Leads that were the person's at the end."]),
        new(l["load: taken in"], ColumnKind.Count,
            l["Leads that came to the person: accepted, assigned, or offered by name; one that comes back counts again."]),
        new(l["load: room"], ColumnKind.Number,
            l["The median of what came to the person in a month of the past year, for this time, less absences. "
                + "With fewer than three such months: of the party's reps."]),
        new(l["load: share"], ColumnKind.Share, l["Taken in ÷ room."]),
        new(l["load: closed"], ColumnKind.Count, l["Leads of the person that were closed, whatever the outcome."]),
        new(l["load: promises"], ColumnKind.Count, l["Promises that began to run for the person."]),
        new(l["load: breached"], ColumnKind.Count, l["Of these promises, breached and not excused."]),
        new(l["load: absent"], ColumnKind.Seconds, l["Office hours in which the person was absent or not active."]),
    ];

    private LoadFigures Of(PersonLoad person) => week is null ? person.Total
        : load.Weeks.Zip(person.Weeks).First(pair => pair.First.Key == week).Second;

    private string Name(LoadFigure figure) => figure switch
    {
        LoadFigure.Open => l["load: open"],
        LoadFigure.TakenIn => l["load: taken in"],
        LoadFigure.Closed => l["load: closed"],
        LoadFigure.Started => l["load: promises"],
        _ => l["load: breached"],
    };

    private string Since(LoadFigure figure) => figure switch
    {
        LoadFigure.Open => l["load: since"],
        LoadFigure.TakenIn => l["load: came"],
        _ => l["load: closed at"],
    };

    private string Name(PersonLoad person) => l.Person(seen.Asked.Known, person.Person.Id);

    private ReportCell[] Who(PersonLoad person) => [Name(person), l.Party(seen.Asked.Known, person.Person.Party)];

    private static ReportCell[] Cells(LoadFigures had, Func<LoadFigure, string>? href = null)
    {
        ReportCell Count(int count, LoadFigure figure) => new ReportCell((long)count).To(count == 0 ? null : href?.Invoke(figure));
        return
        [
            Count(had.Open, LoadFigure.Open), Count(had.TakenIn, LoadFigure.TakenIn), had.Room, had.Share,
            Count(had.Closed, LoadFigure.Closed), Count(had.Started, LoadFigure.Started), Count(had.Breached, LoadFigure.Breached),
            had.Away,
        ];
    }

    private ChartBar Bar(PersonLoad person)
    {
        var had = Of(person);
        var (came, room) = ((double)had.TakenIn, (double?)had.Room);
        var (count, of) = (ReportWords.Count(had.TakenIn), had.Room?.ToString("0.#", CultureInfo.CurrentCulture));
        var said = of is null ? count : l["{0} of {1}", count, of].Value;
        double[] values = room is not { } space ? [0, 0, 0, came]
            : [Math.Min(came, space), Math.Max(came - space, 0), Math.Max(space - came, 0), 0];
        var href = LoadView.HrefOf(seen.Asked.Here, person.Person.Id, LoadFigure.TakenIn);
        return new(Name(person), values, said, [href, href, href, href]);
    }
}
