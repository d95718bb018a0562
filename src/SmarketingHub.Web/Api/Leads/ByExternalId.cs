using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Values;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Leads by what another system calls them.</summary>
internal static class ByExternalId
{
    private const string Route = "/by/{system}/{type}/{externalId}";

    internal static void MapByExternalId(this RouteGroupBuilder leads)
    {
        leads.MapPut(Route, Upsert).WithSummary("Make the lead be so: taken in when it is unknown, edited when it is known")
            .Produces<LeadOut>(201).Produces<LeadOut>()
            .WithDescription(
                "On a known lead, open or closed, the fields given replace what it had, null or an empty text clears, what is left out "
                    + "stays; `receivedAt` and `note` count when it is taken in.");
        leads.MapGet(Route, One).WithSummary("Read a lead").Produces<LeadOut>();
        leads.MapPut(Route + "/{trigger}", Fire).WithSummary("Fire a trigger at a lead").Produces<LeadOut>();
        leads.MapPost(Route + "/{trigger}", Fire).WithSummary("Fire a trigger at a lead").Produces<LeadOut>();
    }

    private static async Task<IResult> Upsert(
        string system, string type, string externalId, Body<LeadIn> body, HttpContext http, ClaimsPrincipal user, Door door,
        HubContext rows, LiveBoard live)
    {
        var key = user.Key();
        key.Actor.RefusePartner();
        var (once, version, external) = (http.Once(body.Bytes), http.KnownVersion(), RefOf(http, system, type, externalId));
        var known = await rows.ExternalIdsOf(external).Select(e => (long?)e.LeadId).FirstOrDefaultAsync();
        var (id, created) = await door.Do(key.Actor, known is { } passed ? [passed] : [], write =>
        {
            var opened = false;
            var (lead, _) = write.Once(once, () => Write(write, key.Name, external, version, body, ref opened));
            return (lead, opened);
        });
        return await LeadEndpoints.Answer(http, rows, live, key.Actor, id, created);
    }

    private static long Write(Write write, string keyName, ExternalRef external, int? version, Body<LeadIn> body, ref bool created)
    {
        if (write.Rows.ExternalIdsOf(external).Select(e => (long?)e.LeadId).FirstOrDefault() is not { } lead)
        {
            var taken = write.Take(body.Value.ToInquiry(keyName, write.Company, external));
            created = taken.Created;
            return taken.LeadId;
        }
        if (version is not null)
            write.RefuseStale(lead, version.Value);
        write.Fire(lead, Trigger.Edit, new() { Edit = body.Value.ToEdit(write.Company, body.Emptied) });
        write.AddExternalIds(lead, [.. body.Value.Ids(keyName)]);
        return lead;
    }

    private static async Task<IResult> One(
        string system, string type, string externalId, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard live) =>
        await LeadEndpoints.Answer(http, rows, live, user.Actor(), await Find(rows, user.Actor(), RefOf(http, system, type, externalId)),
            created: false);

    private static Task<IResult> Fire(
        string system, string type, string externalId, string trigger, Body<TriggerIn> body, HttpContext http,
        ClaimsPrincipal user, Door door, HubContext rows, LiveBoard live) =>
        TriggerEndpoints.Fire(r => Find(r, user.Actor(), RefOf(http, system, type, externalId)), trigger, body, http, user, door, rows,
            live);

    private static async Task<long> Find(HubContext rows, Actor actor, ExternalRef external) =>
        await rows.ExternalIdsOf(external)
            .Join(rows.Leads.SeenBy(actor), e => e.LeadId, l => l.Id, (_, lead) => (long?)lead.Id).FirstOrDefaultAsync()
        ?? throw new NotFound($"There is no lead {external.System}/{external.Type}/{external.Id}.");

    private static ExternalRef RefOf(HttpContext http, params string[] parts)
    {
        parts = EscapedPath.Behind(http, "by", parts);
        return new(
            LeadIn.Clean(parts[0], "system") ?? throw new InvalidArgument("system", "Say the system."),
            LeadIn.Clean(parts[1], "type") ?? throw new InvalidArgument("type", "Say the type."),
            LeadIn.Clean(parts[2], "externalId") ?? throw new InvalidArgument("externalId", "Say the id."));
    }
}
