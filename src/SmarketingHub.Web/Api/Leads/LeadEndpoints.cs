using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Leads: taken in, listed, read.</summary>
internal static class LeadEndpoints
{
    internal static void MapLeads(this RouteGroupBuilder api)
    {
        var leads = api.MapGroup("/leads").WithTags("Leads");
        leads.MapPost("/", Take).WithSummary("Take in an inquiry").Produces<LeadOut>(201).Produces<LeadOut>()
            .WithDescription("201 with the new lead; 200 with the open lead that it joined, or with what the Idempotency-Key made before.");
        leads.MapGet("/", LeadList.List).WithSummary("List leads").Produces<Page<LeadOut>>();
        leads.MapGet("/{id:long}", One).WithSummary("Read a lead").Produces<LeadOut>();
        leads.MapTriggers();
        leads.MapByExternalId();
        leads.MapTimeline();
        leads.MapClocks();
    }

    private static async Task<IResult> Take(
        Body<LeadIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard live)
    {
        var key = user.Key();
        key.Actor.RefusePartner();
        var once = http.Once(body.Bytes);
        var (id, created) = await door.Do(key.Actor, write =>
        {
            var opened = false;
            var (lead, _) = write.Once(once, () =>
            {
                var taken = write.Take(body.Value.ToInquiry(key.Name, write.Company));
                opened = taken.Created;
                return taken.LeadId;
            });
            return (lead, opened);
        });
        return await Answer(http, rows, live, key.Actor, id, created);
    }

    private static Task<IResult> One(long id, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard live) =>
        Answer(http, rows, live, user.Actor(), id, created: false);

    /// <summary>The lead as it is now, with its version as the ETag.</summary>
    internal static async Task<IResult> Answer(
        HttpContext http, HubContext rows, LiveBoard live, Actor actor, long id, bool created, Person? insteadOf = null, bool moved = false)
    {
        var lead = await LeadReads.Out(rows, live, actor, id, moved) with
        {
            InsteadOf = insteadOf is null ? null : new(insteadOf.Id, insteadOf.Name),
        };
        http.Response.Headers.ETag = $"\"{lead.Version}\"";
        return created ? Results.Created($"/api/v1/leads/{id}", lead) : Results.Ok(lead);
    }

    /// <summary>What a partner took in would be held by Marketing, out of its own sight.</summary>
    internal static void RefusePartner(this Actor actor)
    {
        if (!actor.SeesAll())
            throw new NotAllowed("A partner's key reads and moves the partner's own leads; it takes none in.");
    }
}
