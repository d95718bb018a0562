using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api.Telling;

/// <summary>Of the letters, which.</summary>
/// <param name="State">waiting, sent, leftOut or dead; all without.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Limit">At most so many, 1 to 200; 50 without.</param>
internal sealed record LetterQuery(string? State, string? Cursor, int? Limit);

/// <summary>How people are told beside the bell, and what was given up.</summary>
internal static class TellingEndpoints
{
    internal static void MapTellingApi(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("Telling");
        people.MapGet("/{id:long}/telling", One).WithSummary("Read how a person is told").Produces<TellingOut>().ProducesProblem(403)
            .ProducesProblem(404).WithDescription("Administrators only, as all of these.");
        people.MapPut("/{id:long}/telling", Choose).WithSummary("Choose how a person is told").Produces<TellingOut>().ProducesProblem(403)
            .ProducesProblem(404).ProducesProblem(422)
            .WithDescription("Whole: what is left out is as usual. From now on; nothing of before is sent.");
        var letters = api.MapGroup("/letters").WithTags("Telling");
        letters.MapGet("/", All).WithSummary("List messages to people, the newest first").Produces<Page<LetterOut>>().ProducesProblem(403)
            .WithDescription("Kept for 30 days, those that were given up for 90.");
        letters.MapPost("/{id:long}/resend", Resend).WithSummary("Send a message again that was given up").Produces<LetterOut>(202)
            .ProducesProblem(404).ProducesProblem(409).WithDescription("With the id that it had; what was handled meanwhile is left out.");
    }

    private static async Task<TellingOut> One(long id, ClaimsPrincipal user, HubContext rows, LetterPost post)
    {
        Allow(user.Actor());
        return await Read(id, rows, post);
    }

    private static async Task<TellingOut> Choose(
        long id, Body<TellingIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LetterPost post,
        LetterSender sender)
    {
        Allow(user.Actor());
        await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            if (write.Company.Person(id) is null)
                throw None(id);
            IChannel[] channels = [.. post.Channels.Where(channel => channel.IsSetUp)];
            var choices = body.Value.ToChoices(id);
            foreach (var (name, address) in body.Value.Addresses())
                if (Array.Find(channels, channel => channel.Name == name) is { } channel)
                    write.NameAddress(id, channel, address);
            write.ChooseTelling(choices, channels);
            return id;
        }));
        sender.Wake();
        return await Read(id, rows, post);
    }

    private static async Task<Page<LetterOut>> All(
        [AsParameters] LetterQuery query, ClaimsPrincipal user, HubContext rows, CancellationToken cancellation)
    {
        LetterCommands.Allow(user.Actor());
        LeadIn.CheckWords(("state", query.State));
        var (limit, before) = (Cursor.Limit(query.Limit), Cursor.ReadNumber(query.Cursor));
        var found = rows.Letters.AsNoTracking();
        if (query.State is not null)
        {
            var state = LeadList.ReadEnum<LetterState>(query.State, "state");
            found = found.Where(l => l.State == state);
        }
        var letters = await found.Where(l => before == 0 || l.Id < before).OrderByDescending(l => l.Id).Take(limit + 1)
            .ToListAsync(cancellation);
        return letters.Count > limit
            ? new(letters[..limit].ConvertAll(LetterOut.Of), Cursor.Of(letters[limit - 1].Id))
            : new(letters.ConvertAll(LetterOut.Of), null);
    }

    private static async Task<IResult> Resend(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LetterSender sender)
    {
        await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            LetterCommands.Allow(user.Actor());
            _ = body.Value;
            return write.ResendLetter(id).Id;
        }));
        sender.Wake();
        return Results.Accepted(null, LetterOut.Of(await rows.Letters.AsNoTracking().SingleAsync(l => l.Id == id)));
    }

    private static async Task<TellingOut> Read(long id, HubContext rows, LetterPost post)
    {
        var key = $"{id}";
        if (!await rows.Company.AnyAsync(d => d.Kind == "person" && d.Key == key))
            throw None(id);
        var choices = await ChoiceCommands.ChoicesOf(rows, id) ?? new TellChoices { Person = id };
        return TellingOut.Of(
            choices, await rows.Reaches.AsNoTracking().Where(r => r.PersonId == id).OrderBy(r => r.Channel).ToListAsync(),
            reach => reach.Address is { } address ? post.Channel(reach.Channel)?.Shown(address) : null);
    }

    private static void Allow(Actor actor)
    {
        if (!actor.EditsPeople())
            throw new NotAllowed("Only administrators' programs say how somebody is told.");
    }

    private static NotFound None(long id) => new($"There is no person {id}.");

    private sealed record Nothing;
}
