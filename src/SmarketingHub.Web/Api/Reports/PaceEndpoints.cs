using System.Security.Claims;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>Promises over periods: how they stand, what they can be worked back from.</summary>
internal static class PaceEndpoints
{
    internal static void MapPace(this RouteGroupBuilder api)
    {
        api.MapGet("/reports/pace", Pace).WithTags("Reports").WithSummary("Volume, quality and goals: should be, is, will end")
            .Produces<PaceReportOut>()
            .WithDescription(
                "Of one `agreement` or of all in force, `at` a moment up to now: by the version of then. `from` adds the periods before, "
                + "back to that moment; `to` is the end of the last one. `points` tell how it built up, day by day; `followUp`, how the "
                + "receivers keep what they promised for leads.");
        api.MapGet("/agreements/{id:long}/history", History).WithTags("Agreements")
            .WithSummary("Conversion rates, expected worths and capacity").Produces<HistoryOut>();
        api.MapPost("/agreements/{id:long}/goal", Goal).WithTags("Agreements").WithSummary("Leads needed for a revenue")
            .Produces<GoalOut>();
    }

    private static async Task<PaceReportOut> Pace(
        [AsParameters] ReportQuery query, string? at, ClaimsPrincipal user, HubContext rows, LiveBoard live, ReportNow youngest,
        ReportFolds folds, ReportReads reports, TimeProvider time, CancellationToken cancellation)
    {
        var (actor, company) = (user.Actor(), await Known(live, cancellation));
        var now = await youngest.Read();
        ReportReads.CheckParty(actor, query.Party);
        var request = query.Read(company, actor, now);
        var agreements = company.Agreements.Where(actor.Sees).Where(a => request.Agreement is not { } id || a.Id == id);
        // A partner is told how the agreements stand that are its own, and of what it owed itself in them.
        var moment = at is not null ? MomentOf(at, time) : query.To is null ? request.AsKnownAt
            : Instant.Min(request.To - Duration.FromMilliseconds(1), request.AsKnownAt);
        if (moment > request.AsKnownAt)
            throw new InvalidArgument("at", "Give a moment up to the one as of which it is asked.");
        await using var reading = await ReportMoment.Open(rows, company, request.AsKnownAt, cancellation, folds);
        var report = await BothSidesReport.Read(reading, request, agreements, moment, query.AsKnownAt is null ? null : request.AsKnownAt,
            query.From is null ? null : request.From,
            query.From is null && query.To is null ? null : BothSidesReport.ChosenOf(request));
        var told = new PaceReportOut(moment, request.AsKnownAt,
            [.. report.Items.Select(item => PaceOut.Of(item.Pace, item.Agreement, item.Version.Number, company, actor))],
            [.. report.FollowUps.Where(f => actor.SeesAll() || f.Agreement.Receiver == actor.Party).Select(FollowUpOut.Of)]);
        return await reports.With(told, reading, actor);
    }

    private static async Task<HistoryOut> History(
        long id, ClaimsPrincipal user, HubContext rows, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        var (actor, company) = (user.Actor(), await Known(live, cancellation));
        var agreement = One(company, actor, id);
        return HistoryOut.Of(await Read(rows, company, agreement, time), company, SeesReps(actor, agreement));
    }

    private static async Task<GoalOut> Goal(
        long id, Body<GoalIn> body, ClaimsPrincipal user, HubContext rows, LiveBoard live, TimeProvider time,
        CancellationToken cancellation)
    {
        var (actor, company) = (user.Actor(), await Known(live, cancellation));
        var agreement = One(company, actor, id);
        var request = body.Value;
        var revenue = (request.Revenue ?? throw new InvalidArgument("revenue", "Give an amount and its currency.")).In(company, "revenue");
        Amounts.CheckPromise(revenue, "revenue.amount");
        var history = await Read(rows, company, agreement, time);
        return GoalOut.Of(GoalPlan.Of(revenue, request.Period ?? Domain.Agreements.Period.Month, history), history, company,
            SeesReps(actor, agreement));
    }

    private static async Task<Engine.Pace.History> Read(HubContext rows, Company company, Agreement agreement, TimeProvider time)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var terms = agreement.InForce(now) ?? agreement.Versions[^1];
        await using var reading = rows.BeginRead();
        return await Engine.Pace.History.Read(rows, company, agreement, terms.Scope,
            company.Calendars[company.CalendarFor(terms.Calendar, now)].Zone, now);
    }

    // Whoever was just told of a new version is judged by it.
    private static async Task<Company> Known(LiveBoard live, CancellationToken cancellation)
    {
        await live.Ready.WaitAsync(cancellation);
        await live.UpToDate(cancellation);
        return live.Company;
    }

    private static bool SeesReps(Actor actor, Agreement agreement) => actor.SeesAll() || agreement.Receiver == actor.Party;

    private static Agreement One(Company company, Actor actor, long id) =>
        company.SeenBy(actor).Agreements.Find(a => a.Id == id) ?? throw new NotFound($"There is no agreement {id}.");

    private static Instant MomentOf(string? at, TimeProvider time)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (at is null)
            return now;
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(at);
        return parsed.Success && parsed.Value.ToInstant() is var moment && moment >= NodaConstants.UnixEpoch && moment <= now
            ? moment
            : throw new InvalidArgument("at", "Give a moment up to now, such as 2026-03-02T09:00:00Z.");
    }
}
