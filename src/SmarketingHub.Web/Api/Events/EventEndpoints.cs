using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Seen;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Events;

/// <summary>One line of the ledger.</summary>
/// <param name="LeadId">Null: it is about the company.</param>
/// <param name="Actor"><c>person:7</c>, <c>key:12</c> or <c>system</c>.</param>
/// <param name="Type">To a partner also <c>leadLeft</c>: the lead is not with it any more.</param>
/// <param name="Hash">Of the chain up to here.</param>
public sealed record EventOut(
    long Sequence, long? LeadId, string Type, string Actor, Instant At, Instant RecordedAt,
    [property: Description("As it is stored: ids and digests, never a name. "
        + "A partner's is without why agreements of others did not fit; of `leadLeft` empty.")]
    JsonElement Data,
    string Hash);

/// <param name="Next">Ask <c>after</c> this for what comes later, also when there are no items.</param>
public sealed record EventPage(IReadOnlyList<EventOut> Items, long Next);

/// <summary>The ledger, for programs that follow it.</summary>
internal static class EventEndpoints
{
    private const int Most = 1_000;

    internal static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", Read).WithTags("Events").WithSummary("The ledger from a sequence on").Produces<EventPage>()
            .WithDescription(
                "Gapless in commit order. A partner gets the events of a lead while it holds it or is offered it, `leadLeft` when that "
                    + "ends, and when a lead comes, first what is the partner's to know of its past, with the sequences of then.");

    private static async Task<EventPage> Read(
        long? after, int? limit, ClaimsPrincipal user, HubContext rows, LiveBoard live, CancellationToken cancellation)
    {
        var from = after is null or >= 0 ? after ?? 0 : throw new InvalidArgument("after", "Give a sequence of zero or more.");
        var actor = user.Actor();
        var company = await live.CompanyUpToDate(cancellation);
        var page = await SeenEvents.Read(rows, company, actor, from, Cursor.Limit(limit, 200, Most));
        return new([.. page.Events.Select(seen => Out(seen, actor, company))], page.Next);
    }

    private static EventOut Out(SeenEvent seen, Actor actor, Company company) => new(
        seen.Line.Sequence, seen.Line.LeadId, seen.Left ? "leadLeft" : seen.Line.Type, seen.Line.Actor, seen.Line.At, seen.Line.RecordedAt,
        seen.Left ? JsonSerializer.SerializeToElement(new JsonObject()) : Data(seen.Line, actor, company),
        Convert.ToHexStringLower(seen.Line.Hash));

    private static JsonElement Data(LedgerEvent line, Actor actor, Company company) =>
        actor.SeesAll() ? JsonSerializer.Deserialize<JsonElement>(line.Body)
            : JsonSerializer.SerializeToElement(JsonNode.Parse(line.Body)!.AsObject().TriedSeenBy(actor, company));
}
