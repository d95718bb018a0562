using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Events;

/// <summary>One line of the ledger.</summary>
/// <param name="LeadId">Null: it is about the company.</param>
/// <param name="Actor"><c>person:7</c>, <c>key:12</c> or <c>system</c>.</param>
/// <param name="Data">As it is stored: ids and digests, never a name. A partner's is without why agreements of others did not fit.</param>
/// <param name="Hash">Of the chain up to here.</param>
public sealed record EventOut(long Sequence, long? LeadId, string Type, string Actor, Instant At, Instant RecordedAt, JsonElement Data, string Hash);

/// <param name="Next">Ask <c>after</c> this for what comes later.</param>
public sealed record EventPage(IReadOnlyList<EventOut> Items, long Next);

/// <summary>The ledger, for programs that follow it.</summary>
internal static class EventEndpoints
{
    private const int Most = 1_000;

    internal static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", Read).WithTags("Events").WithSummary("The ledger from a sequence on").Produces<EventPage>()
            .WithDescription("Gapless in commit order. A partner gets the events of the leads that it holds or is offered.");

    private static async Task<EventPage> Read(long? after, int? limit, ClaimsPrincipal user, HubContext rows, BoardFeed feed)
    {
        var from = after is null or >= 0 ? after ?? 0 : throw new InvalidArgument("after", "Give a sequence of zero or more.");
        var actor = user.Actor();
        var lines = rows.Ledger.AsNoTracking().Where(e => e.Sequence > from);
        if (!actor.SeesAll())
            lines = lines.Where(e => rows.Leads.SeenBy(actor).Any(l => l.Id == e.LeadId));
        var read = await lines.OrderBy(e => e.Sequence).Take(Cursor.Limit(limit, 200, Most)).ToListAsync();
        return new(
            read.ConvertAll(e => new EventOut(
                e.Sequence, e.LeadId, e.Type, e.Actor, e.At, e.RecordedAt, Data(e, actor, feed.Company), Convert.ToHexStringLower(e.Hash))),
            read.Count > 0 ? read[^1].Sequence : from);
    }

    private static JsonElement Data(LedgerEvent line, Actor actor, Company company) => actor.SeesAll() ? JsonSerializer.Deserialize<JsonElement>(line.Body)
        : JsonSerializer.SerializeToElement(JsonNode.Parse(line.Body)!.AsObject().SeenBy(actor, company));
}
