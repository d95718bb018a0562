using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Engine.Routing.Past;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Routing;

/// <summary>Which leads go to whom, and why one went where it went.</summary>
internal static class RoutingEndpoints
{
    internal static void MapRouting(this RouteGroupBuilder api)
    {
        var routing = api.MapGroup("/routing").WithTags("Routing");
        routing.MapGet("/", Read).WithSummary("The routing rules").Produces<RoutingBody>()
            .WithDescription("Those in force, or the version that `version` names. The `ETag` is the version.");
        routing.MapGet("/versions", Versions).WithSummary("Every version of the rules, the newest first").Produces<Page<RoutingBody>>();
        routing.MapPut("/", Put).WithSummary("Put routing rules in force").Produces<RoutingBody>()
            .WithDescription(
                "All rules in their order, for the leads that come from now on. The same as before make no version. `If-Match` with the "
                    + "version that you know refuses it when somebody put another in force.");
        routing.MapPost("/replay", Replay).WithSummary("Try rules on the past").Produces<PastRoutingOut>()
            .WithDescription(
                "Who would have got the leads that came from `from` up to `to`, had these rules been in force; left out, those in force. "
                    + "From the ledger alone; nothing is written. Up to `limit` leads that somebody else would have got are told (200; 0 "
                    + "to 1000). 503 while others do the same.");
        api.MapGet("/leads/{id:long}/routing", OfLead).WithTags("Leads").WithSummary("Why a lead went where it went, the newest first")
            .Produces<Page<RoutedOut>>();
    }

    private static async Task<RoutingBody> Read(
        int? version, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard board, CancellationToken cancellation)
    {
        var company = await Known(user.Actor(), board, cancellation);
        var rules = version is null || version == company.Routing.Version ? company.Routing
            : RoutingVersions.Read(rows).FirstOrDefault(v => v.Version == version)
                ?? throw new NotFound($"The routing rules have no version {version}.");
        return Answer(http, rules, company);
    }

    private static async Task<Page<RoutingBody>> Versions(
        ClaimsPrincipal user, HubContext rows, LiveBoard board, CancellationToken cancellation)
    {
        var company = await Known(user.Actor(), board, cancellation);
        return new([.. RoutingVersions.Read(rows).Select(v => RoutingBody.Of(v, company))], null);
    }

    private static async Task<RoutingBody> Put(
        Body<RoutingBody> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard board)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        await door.Do(actor, write => write.Once(once, () =>
            write.PutRouting(http.KnownVersion(), () => body.Value.ToRules(write.Company)).Version));
        var company = await Known(actor, board, http.RequestAborted);
        return Answer(http, company.Routing, company);
    }

    private static async Task<PastRoutingOut> Replay(
        int? limit, Body<PastRoutingIn> body, ClaimsPrincipal user, LiveBoard board, RoutingReplay past, CancellationToken cancellation)
    {
        var company = await Known(user.Actor(), board, cancellation);
        var request = body.Value;
        var rules = request.Rules is null ? company.Routing.Rules : new RoutingBody { Rules = request.Rules }.ToRules(company);
        return PastRoutingOut.Of(await past.Replay(new(
            request.From ?? throw new InvalidArgument("from", "Say when the period begins."),
            request.To ?? throw new InvalidArgument("to", "Say when the period ends."), rules, limit ?? 200), user.Actor(),
            cancel: cancellation), company);
    }

    private static async Task<Page<RoutedOut>> OfLead(long id, ClaimsPrincipal user, HubContext rows, LiveBoard board)
    {
        var actor = user.Actor();
        await LeadReads.One(rows, actor, id);
        // Who was weighed is between those who weighed them.
        if (!actor.SeesAll())
            return new([], null);
        var company = await board.CompanyUpToDate(default);
        var lines = await (from routed in rows.RoutedLeads
                           join line in rows.Ledger on routed.Sequence equals line.Sequence
                           where routed.LeadId == id
                           orderby routed.Sequence descending
                           select line).AsNoTracking().ToListAsync();
        return new([.. lines.Select(line => RoutedOut.Of(line, company)).OfType<RoutedOut>()], null);
    }

    private static async Task<Company> Known(Actor actor, LiveBoard board, CancellationToken cancellation) =>
        actor.SeesAll() ? await board.CompanyUpToDate(cancellation)
            : throw new NotAllowed("A partner has no part in the routing of others.");

    private static RoutingBody Answer(HttpContext http, RoutingRules rules, Company company)
    {
        http.Response.Headers.ETag = $"\"{rules.Version}\"";
        return RoutingBody.Of(rules, company);
    }
}
