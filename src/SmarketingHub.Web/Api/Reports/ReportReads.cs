using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Opens what a report reads, as of the moment that is asked for, to those who read reports.</summary>
internal sealed class ReportReads(HubContext rows, LiveBoard live, ReportNow now, ReportFolds folds, FigureCache figures)
{
    /// <exception cref="NotAllowed">A partner's key.</exception>
    /// <exception cref="InvalidArgument">Of the query.</exception>
    internal Task<T> Read<T>(
        ReportQuery query, ClaimsPrincipal user, Func<ReportMoment, ReportRequest, T> read, CancellationToken cancellation)
        where T : ReportOut =>
        user.Actor().SeesAll() ? Open(query, user.Actor(), read, cancellation)
            : throw NotForPartners();

    internal static NotAllowed NotForPartners() => new("Of reports a partner reads its own compliance and pace.");

    /// <summary>Of promises: a partner is told of those that it owed, and of no others.</summary>
    /// <exception cref="NotAllowed">A partner asks for what another party owed.</exception>
    /// <exception cref="InvalidArgument">Of the query.</exception>
    internal Task<T> ReadOwed<T>(
        ReportQuery query, ClaimsPrincipal user, Func<ReportMoment, ReportRequest, T> read, CancellationToken cancellation)
        where T : ReportOut
    {
        var actor = user.Actor();
        return Open(query with { Party = OwedBy(actor, query.Party) }, actor, read, cancellation);
    }

    /// <summary>Of whose promises somebody who asks for a party's reads: of that one's, a partner of its own.</summary>
    /// <exception cref="NotAllowed">A partner asks for what another party owed.</exception>
    internal static string? OwedBy(Actor actor, string? party)
    {
        CheckParty(actor, party);
        return actor.SeesOnly() ?? party;
    }

    /// <summary>A partner has no other party to choose than itself; without one pace tells it of its agreements whole.</summary>
    /// <exception cref="NotAllowed">It asks for another one.</exception>
    internal static void CheckParty(Actor actor, string? party)
    {
        if (actor.SeesOnly() is { } own && party is not null && party != own)
            throw new NotAllowed("A partner reads what it owed itself.");
    }

    private async Task<T> Open<T>(
        ReportQuery query, Actor actor, Func<ReportMoment, ReportRequest, T> read, CancellationToken cancellation)
        where T : ReportOut
    {
        await live.Ready.WaitAsync(cancellation);
        await live.UpToDate(cancellation);
        var request = query.Read(live.Company, actor, await now.Read());
        await using var moment = await ReportMoment.Open(rows, live.Company, request.AsKnownAt, cancellation, folds);
        return await With(read(moment, request), moment, actor);
    }

    /// <summary>And how many leads are in none of its figures.</summary>
    internal async Task<T> With<T>(T report, ReportMoment moment, Actor actor) where T : ReportOut
    {
        report.LeftOut = actor.SeesAll() ? moment.LeftOut.Count + (await figures.Standing()).LeftOut : 0;
        return report;
    }

    /// <summary>One of the names that a parameter takes, as the API writes them; null: it was not given.</summary>
    /// <exception cref="InvalidArgument">It is none of them.</exception>
    internal static T? Choice<T>(string name, string? text) where T : struct, Enum
    {
        if (text is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (CamelCase.Of(value) == text)
                return value;
        throw new InvalidArgument(name, $"Give one of {string.Join(", ", Enum.GetValues<T>().Select(value => CamelCase.Of(value)))}.");
    }
}
