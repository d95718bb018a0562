using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Everything that can be done to a lead.</summary>
internal static class TriggerEndpoints
{
    private static readonly string Known = string.Join(", ", Enum.GetValues<Trigger>().Select(t => t.ToApi()));

    internal static void MapTriggers(this RouteGroupBuilder leads) =>
        leads.MapPost("/{id:long}/{trigger}", FireById).WithSummary("Fire a trigger at a lead").Produces<LeadOut>()
            .WithDescription(
                $"Triggers: {Known}. Judged in this order: Idempotency-Key, If-Match (412), the state machine (409), arguments (422).")
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);

    private static Task<IResult> FireById(
        long id, string trigger, Body<TriggerIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows,
        LiveBoard live) =>
        Fire(_ => Task.FromResult(id), trigger, body, http, user, door, rows, live);

    internal static async Task<IResult> Fire(
        Func<HubContext, Task<long>> find, string trigger, Body<TriggerIn> body, HttpContext http, ClaimsPrincipal user, Door door,
        HubContext rows, LiveBoard live)
    {
        if (!Triggers.TryParse(trigger, out var known))
            throw new NotFound($"There is no trigger '{trigger}'. Known: {Known}.");
        var (actor, once, version) = (user.Actor(), http.Once(body.Bytes), http.KnownVersion());
        var lead = await find(rows);
        Substitution? instead = null;
        var (_, before) = await door.Do(actor, Passed(lead, body), write => write.Once(once, () =>
        {
            if (version is not null && known is not (Trigger.Attempt or Trigger.Note))
                write.RefuseStale(lead, version.Value);
            var turn = write.Lead(lead);
            // The machine is asked before the arguments are looked at.
            if (Turn.WhyNot(turn.Lead, turn.Actor, known) is { } why)
                throw new NotPermitted(known, why, Turn.Permitted(turn.Lead, turn.Actor));
            var args = body.Value.ToArgs(known, write.Company, body.Emptied);
            write.Fire(lead, known, args);
            instead = Substitution.In(write.Company, actor, known, args, turn.Lead);
            return lead;
        }), known.ToString());
        // Whoever moved it is told how it is now, also a partner that gave it back and sees it no more.
        return await LeadEndpoints.Answer(http, rows, live, actor, lead, created: false, instead?.Of, moved: !before);
    }

    // The leads whose due points come first: also the one that a duplicate goes into.
    private static long[] Passed(long lead, Body<TriggerIn> body)
    {
        try
        {
            return body.Value.Into is { } into ? [lead, into] : [lead];
        }
        catch (InvalidBody)
        {
            // Told at the door, when its turn comes.
            return [lead];
        }
    }
}
