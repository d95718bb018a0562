using System.Security.Claims;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;
using SmarketingHub.Web.Features.People;

namespace SmarketingHub.Web.Api.People;

/// <summary>Of the people, which.</summary>
/// <param name="Party">A party's key.</param>
/// <param name="Active">Only those who can sign in, or only those who cannot.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Limit">At most so many, 1 to 200; 50 without.</param>
internal sealed record PeopleQuery(string? Party, bool? Active, string? Cursor, int? Limit);

/// <summary>Who is here, and who is gone.</summary>
internal static class PeopleEndpoints
{
    internal static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", All).WithSummary("List people").Produces<Page<PersonEntry>>()
            .WithDescription("A partner's key sees the partner's own.");
        people.MapGet("/{id:long}", One).WithSummary("Read a person").Produces<PersonEntry>().ProducesProblem(404);
        people.MapPost("/", Add).WithSummary("Add a person").Produces<PersonEntry>(201).ProducesProblem(403).ProducesProblem(422)
            .WithDescription("Administrators only. Answers a password, shown once.");
        people.MapPut("/{id:long}", Change).WithSummary("Change a person").Produces<PersonEntry>().ProducesProblem(403).ProducesProblem(404)
            .ProducesProblem(422)
            .WithDescription("Administrators only. What is left out stays. The last active administrator stays one.");
        people.MapPost("/{id:long}/deactivate", Deactivate).WithSummary("Deactivate a person").Produces<PersonEntry>().ProducesProblem(403)
            .ProducesProblem(404).ProducesProblem(422)
            .WithDescription(
                "Administrators only. Sign-ins end; what the person has goes to the stand-in, else to the queue, and `moves` says what "
                    + "that is.");
        people.MapPost("/{id:long}/activate", Activate).WithSummary("Take a person back").Produces<PersonEntry>().ProducesProblem(403)
            .ProducesProblem(404)
            .WithDescription("Administrators only. What went to others stays with them.");
    }

    // By id: who comes in between two pages stands after both.
    private static async Task<Page<PersonEntry>> All(
        [AsParameters] PeopleQuery query, ClaimsPrincipal user, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        LeadIn.CheckWords(("party", query.Party));
        var (limit, after, actor, company) = (Cursor.Limit(query.Limit), Cursor.ReadNumber(query.Cursor), user.Actor(),
            await live.CompanyUpToDate(cancellation));
        var found = company.People.Values.Where(p => p.Id > after && Sees(actor, p))
            .Where(p => (query.Party is null || p.Party == query.Party) && (query.Active is null || p.Active == query.Active))
            .OrderBy(p => p.Id).Take(limit + 1).Select(p => PersonEntry.Of(p, company.SeenBy(actor), Now(time))).ToList();
        return found.Count > limit ? new(found[..limit], Cursor.Of(found[limit - 1].Id)) : new(found, null);
    }

    private static Task<PersonEntry> One(
        long id, ClaimsPrincipal user, LiveBoard live, TimeProvider time, CancellationToken cancellation) =>
        Read(id, user.Actor(), live, time, cancellation);

    private static async Task<IResult> Add(
        Body<PersonIn> body, HttpContext http, ClaimsPrincipal user, Passwords passwords, LiveBoard live, TimeProvider time)
    {
        var actor = user.Actor();
        var (id, password) = await passwords.Hire(actor, () => body.Value.ToNew(), http.Once(body.Bytes));
        return Results.Created($"/api/v1/people/{id}", await Read(id, actor, live, time, http.RequestAborted) with { Password = password });
    }

    private static async Task<PersonEntry> Change(
        long id, Body<PersonIn> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live, TimeProvider time)
    {
        await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            write.AllowPeople();
            var known = write.Company.Person(id) ?? throw new NotFound($"There is no person {id}.");
            write.ChangePerson(body.Value.Over(known, body.Emptied, write.Company));
            return id;
        }));
        return await Read(id, user.Actor(), live, time, http.RequestAborted);
    }

    private static async Task<PersonEntry> Deactivate(
        long id, Body<DeactivateIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, LiveBoard live,
        TimeProvider time)
    {
        var moves = await door.Do(user.Actor(), write =>
        {
            Moves? found = null;
            write.Once(http.Once(body.Bytes), () =>
            {
                write.AllowPeople();
                var known = write.Company.Person(id) ?? throw new NotFound($"There is no person {id}.");
                var standIn = PersonIn.IdOf(body.Value.StandIn, write.Company);
                found = Moves.Of(write.Rows, write.Company, known, standIn, write.Now);
                write.Deactivate(id, standIn);
                return id;
            });
            return found;
        });
        var person = await Read(id, user.Actor(), live, time, http.RequestAborted);
        // Asked again with the same key, it says what is still to be moved.
        moves ??= Moves.Of(rows, live.Company, live.Company.Person(id)!, null, Now(time));
        return person with { Moves = MovesOut.Of(moves) };
    }

    private static async Task<PersonEntry> Activate(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live, TimeProvider time)
    {
        await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            _ = body.Value;
            write.Activate(id);
            return id;
        }));
        return await Read(id, user.Actor(), live, time, http.RequestAborted);
    }

    private static async Task<PersonEntry> Read(long id, Actor actor, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        var company = await live.CompanyUpToDate(cancellation);
        return company.Person(id) is { } person && Sees(actor, person)
            ? PersonEntry.Of(person, company.SeenBy(actor), Now(time)) : throw new NotFound($"There is no person {id}.");
    }

    // A partner learns nothing of staff, nor of other partners' people.
    private static bool Sees(Actor actor, Person person) => actor.SeesAll() || person.Party == actor.Party;

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed record Nothing;
}
