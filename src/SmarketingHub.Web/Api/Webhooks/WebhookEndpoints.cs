using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Webhooks;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Webhooks;

/// <summary>Of the messages, which.</summary>
/// <param name="State">waiting, delivered or failed; all without.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Limit">At most so many, 1 to 200; 50 without.</param>
internal sealed record DeliveryQuery(string? State, string? Cursor, int? Limit);

/// <summary>Who is told of what, by the Standard Webhooks specification.</summary>
internal static class WebhookEndpoints
{
    internal static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("/", All).WithSummary("List webhooks").Produces<Page<WebhookOut>>().ProducesProblem(403)
            .WithDescription("Administrators only, as all of these.");
        webhooks.MapGet("/{id:long}", One).WithSummary("Read a webhook").Produces<WebhookOut>().ProducesProblem(404);
        webhooks.MapPost("/", Make).WithSummary("Make a webhook").Produces<WebhookOut>(201).ProducesProblem(422)
            .WithDescription("It is told of what happens from now on. Answers its secret, shown once.");
        webhooks.MapPut("/{id:long}", Change).WithSummary("Change a webhook").Produces<WebhookOut>().ProducesProblem(404)
            .ProducesProblem(412).ProducesProblem(422)
            .WithDescription("What is left out stays. "
                + "`If-Match` with the version that you know refuses it when somebody changed it since.");
        webhooks.MapDelete("/{id:long}", Delete).WithSummary("Delete a webhook, with its log").Produces(204).ProducesProblem(404);
        webhooks.MapPost("/{id:long}/pause", Pause).WithSummary("Send nothing until it is resumed").Produces<WebhookOut>()
            .ProducesProblem(404).ProducesProblem(409);
        webhooks.MapPost("/{id:long}/resume", Resume).WithSummary("Send again, also what happened meanwhile").Produces<WebhookOut>()
            .ProducesProblem(404).ProducesProblem(409);
        webhooks.MapPost("/{id:long}/rotate", Rotate).WithSummary("Give it a new secret").Produces<WebhookOut>().ProducesProblem(404)
            .WithDescription("Answers the new secret, shown once. For 24 hours messages are signed with the one of before, too.");
        webhooks.MapPost("/{id:long}/test", Test).WithSummary("Send a message of the type `test` now").Produces<DeliveryOut>()
            .ProducesProblem(404).ProducesProblem(409).WithDescription("Answers how it went.");
        webhooks.MapPost("/{id:long}/resend", Resend).WithSummary("Send all that fits from a sequence on again").Produces<ResentOut>(202)
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithDescription("In order, each message with the id that it had or would have had.");
        webhooks.MapGet("/{id:long}/deliveries", Deliveries).WithSummary("Its messages and how they went, the newest first")
            .Produces<Page<DeliveryOut>>().ProducesProblem(404)
            .WithDescription("Kept for 30 days, 10,000 at most.");
    }

    private static async Task<Page<WebhookOut>> All(
        ClaimsPrincipal user, HubContext rows, TimeProvider time, CancellationToken cancellation)
    {
        WebhookCommands.Allow(user.Actor());
        var waiting = await WebhookReads.Waiting(rows, cancellation);
        var all = await rows.Webhooks.AsNoTracking().OrderBy(w => w.Id).ToListAsync(cancellation);
        return new(all.ConvertAll(webhook => WebhookOut.Of(webhook, waiting.GetValueOrDefault(webhook.Id), Now(time))), null);
    }

    private static Task<WebhookOut> One(long id, HttpContext http, ClaimsPrincipal user, HubContext rows, TimeProvider time) =>
        Read(id, http, user.Actor(), rows, time);

    private static async Task<IResult> Make(
        Body<WebhookIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time)
    {
        var (actor, secret) = (user.Actor(), (string?)null);
        var (id, _) = await door.Do(actor, write => write.Once(http.Once(body.Bytes), () =>
        {
            WebhookCommands.Allow(actor);
            var made = write.MakeWebhook(body.Value.ToText(write.Company));
            secret = made.Secret;
            return made.Id;
        }));
        return Results.Created($"/api/v1/webhooks/{id}", await Read(id, http, actor, rows, time) with { Secret = secret });
    }

    private static Task<WebhookOut> Change(
        long id, Body<WebhookIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time) =>
        Do(id, body, http, user, door, rows, time, write =>
            write.ChangeWebhook(id, http.KnownVersion(), known => body.Value.Over(known, body.Emptied, write.Company)));

    private static async Task<IResult> Delete(long id, ClaimsPrincipal user, Door door)
    {
        await door.Do(user.Actor(), write =>
        {
            write.DeleteWebhook(id);
            return true;
        });
        return Results.NoContent();
    }

    private static Task<WebhookOut> Pause(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time) =>
        Do(id, body, http, user, door, rows, time, write => write.PauseWebhook(id));

    private static Task<WebhookOut> Resume(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time) =>
        Do(id, body, http, user, door, rows, time, write => write.ResumeWebhook(id));

    private static async Task<WebhookOut> Rotate(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time)
    {
        string? secret = null;
        return await Do(id, body, http, user, door, rows, time, write =>
        {
            var rotated = write.RotateWebhook(id);
            secret = rotated.Secret;
            return rotated;
        }) with
        { Secret = secret };
    }

    private static async Task<DeliveryOut> Test(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, WebhookSender sender)
    {
        _ = body.Value;
        return DeliveryOut.Of(await sender.Test(user.Actor(), id, http.RequestAborted));
    }

    private static async Task<IResult> Resend(long id, Body<ResendIn> body, HttpContext http, ClaimsPrincipal user, Door door)
    {
        var last = 0L;
        await door.Do(user.Actor(), write =>
        {
            last = write.Rows.Head.AsNoTracking().Single().Sequence;
            return write.Once(http.Once(body.Bytes), () =>
            {
                WebhookCommands.Allow(user.Actor());
                last = write.ResendWebhook(id, body.Value.From);
                return id;
            });
        });
        return Results.Accepted($"/api/v1/webhooks/{id}/deliveries", new ResentOut(body.Value.From!.Value, last));
    }

    private static async Task<Page<DeliveryOut>> Deliveries(
        long id, [AsParameters] DeliveryQuery query, ClaimsPrincipal user, HubContext rows, CancellationToken cancellation)
    {
        WebhookCommands.Allow(user.Actor());
        LeadIn.CheckWords(("state", query.State));
        var (limit, before) = (Cursor.Limit(query.Limit), Cursor.ReadNumber(query.Cursor));
        var state = query.State is null ? (WebhookMessageState?)null : LeadList.ReadEnum<WebhookMessageState>(query.State, "state");
        if (!await rows.Webhooks.AnyAsync(w => w.Id == id, cancellation))
            throw None(id);
        var found = await WebhookReads.Messages(rows, id, state, before == 0 ? null : before, limit + 1, cancellation);
        return found.Count > limit
            ? new(found[..limit].ConvertAll(DeliveryOut.Of), Cursor.Of(found[limit - 1].Id))
            : new(found.ConvertAll(DeliveryOut.Of), null);
    }

    private static async Task<WebhookOut> Do<T>(
        long id, Body<T> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, TimeProvider time,
        Func<Write, Webhook> change) where T : class, new()
    {
        await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            WebhookCommands.Allow(user.Actor());
            _ = body.Value;
            return change(write).Id;
        }));
        return await Read(id, http, user.Actor(), rows, time);
    }

    private static async Task<WebhookOut> Read(long id, HttpContext http, Actor actor, HubContext rows, TimeProvider time)
    {
        WebhookCommands.Allow(actor);
        var webhook = await rows.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id) ?? throw None(id);
        http.Response.Headers.ETag = $"\"{webhook.Version}\"";
        return WebhookOut.Of(webhook, await WebhookReads.Waiting(rows, id), Now(time));
    }

    private static NotFound None(long id) => new($"There is no webhook {id}.");

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed record Nothing;
}
