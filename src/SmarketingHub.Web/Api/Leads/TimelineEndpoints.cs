using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Seen;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>One thing that happened to the lead.</summary>
/// <param name="At">When it happened.</param>
/// <param name="RecordedAt">When it was written down.</param>
/// <param name="By">A person's name (to a partner, of whoever is not its own: their party's), <c>key:12</c> or <c>system</c>.</param>
/// <param name="Words">What was said; null when nothing was, or when the person was forgotten.</param>
/// <param name="Data">
/// What was decided. Of a row of a file, <c>kept</c>: what it says and the lead does not, by column, value and reason. Of a form that
/// was filled in, <c>told</c>: its name, the page, the marks of its address, and what was agreed to.
/// </param>
/// <param name="Duplicate">The lead on which it happened, if that one was merged into this; null: it happened on this one.</param>
public sealed record TimelineItem(
    long Sequence, string Type, Instant At, Instant RecordedAt, string By, string? Words, JsonObject Data, long? Duplicate);

/// <summary>What happened to one lead, from its first event on.</summary>
internal static class TimelineEndpoints
{
    internal static void MapTimeline(this RouteGroupBuilder leads) =>
        leads.MapGet("/{id:long}/timeline", Read).WithSummary("What happened to a lead").Produces<Page<TimelineItem>>()
            .WithDescription(
                "With what was said and done on the leads that were merged into it, as far as the caller sees them; without their clocks.");

    private static async Task<Page<TimelineItem>> Read(
        long id, string? cursor, int? limit, ClaimsPrincipal user, HubContext rows, LiveBoard live)
    {
        var actor = user.Actor();
        await LeadReads.One(rows, actor, id);
        var (after, most) = (Cursor.ReadNumber(cursor), Cursor.Limit(limit, Cursor.Most));
        var whole = LeadReads.CompanyFor(rows, live, []);
        var lines = await Lines(rows, id, actor, whole, after, most + 1);
        var shown = lines.Count > most ? lines[..most] : lines;
        var read = shown.ConvertAll(line => (Line: line, Data: JsonNode.Parse(line.Body)!.AsObject()));
        var texts = await Texts(rows, read.Select(r => TextId(r.Data)).OfType<long>().ToArray());
        var company = whole.SeenBy(actor);
        return new(
            read.ConvertAll(r => new TimelineItem(
                r.Line.Sequence, r.Line.Type, r.Line.At, r.Line.RecordedAt, company.ActorName(r.Line.Actor),
                r.Data["words"] is not null ? TextOf(r.Data, texts) : null, WithoutTexts(r.Data, texts).TriedSeenBy(actor, company),
                r.Line.LeadId == id ? null : r.Line.LeadId)),
            lines.Count > most ? Cursor.Of(shown[^1].Sequence) : null);
    }

    // What a partner may see of a line follows from all lines before it.
    private static async Task<List<LedgerEvent>> Lines(HubContext rows, long id, Actor actor, Company company, long after, int most)
    {
        var all = rows.TimelineOf(id, await rows.DuplicatesOf(actor, id)).OrderBy(e => e.Sequence);
        return actor.SeesAll()
            ? await all.Where(e => e.Sequence > after).Take(most).ToListAsync()
            : [.. SeenEvents.OfLead(await all.ToListAsync(), company, actor).Where(e => e.Sequence > after).Take(most)];
    }

    private static async Task<Dictionary<long, string>> Texts(HubContext rows, long[] ids) =>
        await rows.Texts.AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Text);

    private static long? TextId(JsonObject data) => (data["words"] ?? data["kept"] ?? data["told"])?["id"]?.GetValue<long>();

    private static string? TextOf(JsonObject data, Dictionary<long, string> texts) =>
        TextId(data) is { } id ? texts.GetValueOrDefault(id) : null;

    private static JsonObject WithoutTexts(JsonObject data, Dictionary<long, string> texts)
    {
        if (data["kept"] is not null)
            data["kept"] = TextOf(data, texts) is { } kept ? KeptValues(kept) : null;
        if (data["told"] is not null)
            data["told"] = TextOf(data, texts) is { } told ? JsonNode.Parse(told) : null;
        data.Remove("words");
        data.Remove("profile");
        return data;
    }

    private static JsonArray KeptValues(string kept) => [.. LeftOutValue.Read(kept).Select(value => new JsonObject
    {
        ["column"] = value.Column,
        ["value"] = value.Value,
        ["why"] = value.Why?.ToString(),
    })];
}
