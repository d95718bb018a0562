using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Compliance;

/// <summary>The promises behind a figure of any report: which, whose, when, and what became of each.</summary>
internal static class PromiseList
{
    /// <param name="further">A further column, and what it says of each.</param>
    internal static FigureList Of(
        IStringLocalizer<Texts> l, ReportAsked asked, string title, IReadOnlyList<ReportedPromise> promises,
        (ReportColumn Column, Func<ReportedPromise, ReportCell> Cell)? further = null) =>
        FigureList.Make(Listed.Promises, title,
            [
                new(l["Promise"]), new(l["Person"]),
                new(l["Started"], ColumnKind.Instant, l["When the promise began."]),
                new(l["report: due"], ColumnKind.Instant), new(l["Done at"]), new(l["Verdict"]),
                .. further is { } more ? [more.Column] : Array.Empty<ReportColumn>(),
            ],
            promises, promise => promise.LeadId,
            promise =>
            [
                l.Which(promise.Commitment, promise.Agreement, promise.Promise, promise.Round, asked),
                promise.Person is { } person ? l.Person(asked.Known, person) : l["in the queue"].Value,
                promise.StartedAt, promise.DueAt, l.Done(promise, asked), l.Verdict(promise),
                .. further is { } more ? [more.Cell(promise)] : Array.Empty<ReportCell>(),
            ]);

    /// <summary>What was promised, as compliance says it, and in which round.</summary>
    internal static string Which(
        this IStringLocalizer<Texts> l, string? commitment, long? agreement, Promise promise, int round, ReportAsked asked)
    {
        var which = commitment is null ? l.Name(promise)
            : l.Label(new ComplianceItem(commitment, agreement, new()), ComplianceBy.Commitment, asked.Known);
        return round > 1 ? l["{0} Round {1}.", which, round] : which;
    }

    private static string Done(this IStringLocalizer<Texts> l, ReportedPromise promise, ReportAsked asked) =>
        promise.DoneAt is { } done ? ReportWords.Moment(done, asked.Zone) : promise.State switch
        {
            ClockState.Running => l["still running"],
            ClockState.Paused => l["held now"],
            ClockState.Breached => l["not done yet"],
            _ => ReportWords.Nothing,
        };

    private static string Verdict(this IStringLocalizer<Texts> l, ReportedPromise promise)
    {
        var verdict = l.Name(ComplianceLeads.VerdictOf(promise));
        return promise is { State: ClockState.Met, Corrected: true } ? $"{verdict} · {l.Name(PromiseCount.Corrected)}" : verdict;
    }
}
