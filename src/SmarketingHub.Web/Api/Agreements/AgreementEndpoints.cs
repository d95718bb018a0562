using System.Security.Claims;
using System.Security.Cryptography;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>Agreements: read, drafted, compared.</summary>
internal static class AgreementEndpoints
{
    internal static void MapAgreements(this RouteGroupBuilder api)
    {
        var agreements = api.MapGroup("/agreements").WithTags("Agreements");
        agreements.MapGet("/", List).WithSummary("Agreements and their versions").Produces<Page<AgreementListOut>>();
        agreements.MapPost("/", Make).WithSummary("Draft a new agreement").Produces<AgreementListOut>(201).ProducesProblem(422);
        agreements.MapGet("/{id:long}", One).WithSummary("An agreement and its versions").Produces<AgreementListOut>();
        agreements.MapPost("/{id:long}/versions", MakeVersion).WithSummary("Draft a new version").Produces<VersionOut>(201);
        agreements.MapGet("/{id:long}/versions/{n:int}", Version).WithSummary("A version's text").Produces<VersionOut>()
            .WithDescription("`against=3` adds what it says otherwise than version 3. The ETag is the draft's revision.");
        agreements.MapPut("/{id:long}/versions/{n:int}", Write).WithSummary("Write a draft").Produces<VersionOut>().ProducesProblem(409)
            .ProducesProblem(412).ProducesProblem(422)
            .WithDescription("The whole text. With `If-Match` and a revision, a draft that was changed since is refused.");
        agreements.MapGet("/{id:long}/versions/{n:int}/signed", Signed).WithSummary("The bytes that were signed")
            .Produces(200, contentType: "application/json")
            .WithDescription(
                "Of a version that nobody has signed, those that would be. Their SHA-256 is the `textHash`; `Content-Digest` has it too "
                    + "(RFC 9530).");
        agreements.MapGet("/{id:long}/versions/{n:int}/retiming", ReTiming).WithSummary("Which running clocks it would move")
            .Produces<ReTimingOut>();
        agreements.MapVersionTriggers();
    }

    private static async Task<Page<AgreementListOut>> List(
        ClaimsPrincipal user, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        var (company, now) = (await live.CompanyUpToDate(cancellation), NowOf(time));
        var known = company.SeenBy(user.Actor());
        return new([.. known.Agreements.Select(a => AgreementListOut.Of(a, known, company, now))], null);
    }

    private static async Task<AgreementListOut> One(
        long id, ClaimsPrincipal user, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        var company = await live.CompanyUpToDate(cancellation);
        var known = company.SeenBy(user.Actor());
        return AgreementListOut.Of(Find(known, id), known, company, NowOf(time));
    }

    private static async Task<IResult> Make(
        Body<AgreementIn> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live, TimeProvider time)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        var (id, before) = await door.Do(actor, write => write.Once(once, () =>
        {
            var request = body.Value;
            return write.NewAgreement(request.Name, request.Giver ?? throw Needed("giver"), request.Receiver ?? throw Needed("receiver"),
                request.Template ?? Template.Blank, request.CopyOf).Id;
        }));
        var made = await One(id, user, live, time, http.RequestAborted);
        return before ? Results.Ok(made) : Results.Created($"/api/v1/agreements/{id}", made);
    }

    private static async Task<IResult> MakeVersion(
        long id, Body<NewVersionIn> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live, TimeProvider time)
    {
        var (actor, once) = (user.Actor(), http.Once(body.Bytes));
        var (number, before) = await door.Do(actor, write => write.Once(once, () => write.NewVersion(id, body.Value.BasedOn).Number));
        var answer = await Answer(http, live, actor, id, (int)number, null, NowOf(time));
        return before ? Results.Ok(answer) : Results.Created($"/api/v1/agreements/{id}/versions/{number}", answer);
    }

    private static Task<VersionOut> Version(
        long id, int n, int? against, HttpContext http, ClaimsPrincipal user, LiveBoard live, TimeProvider time) =>
        Answer(http, live, user.Actor(), id, n, against, NowOf(time));

    private static async Task<VersionOut> Write(
        long id, int n, Body<TermsBody> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live, TimeProvider time)
    {
        var (actor, once, known) = (user.Actor(), http.Once(body.Bytes), http.KnownVersion());
        await door.Do(actor, write => write.Once(once, () =>
        {
            var draft = write.RequireDraft(id, n, known);
            write.ChangeDraft(id, n, draft, body.Value.ToTerms(write.Company));
            return id;
        }));
        return await Answer(http, live, actor, id, n, null, NowOf(time));
    }

    private static async Task<IResult> Signed(long id, int n, HttpContext http, ClaimsPrincipal user, HubContext rows, LiveBoard live)
    {
        var agreement = Find((await live.CompanyUpToDate(http.RequestAborted)).SeenBy(user.Actor()), id);
        var text = SignedText.Under(rows, agreement, Find(agreement, n));
        http.Response.Headers["Content-Digest"] = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(text))}:";
        return TypedResults.Bytes(text, "application/json");
    }

    private static async Task<ReTimingOut> ReTiming(
        long id, int n, ClaimsPrincipal user, HubContext rows, LiveBoard live, TimeProvider time, CancellationToken cancellation)
    {
        var (actor, company, now) = (user.Actor(), await live.CompanyUpToDate(cancellation), NowOf(time));
        var agreement = Find(company.SeenBy(actor), id);
        if (!actor.Drafts(agreement))
            throw new NotAllowed("Only team leads of the two parties see what a version would move.");
        var version = Find(agreement, n);
        var preview = await ReTimingPreview.Read(rows, company, actor, id, version, version.From > now ? version.From.Value : now,
            cancellation: cancellation);
        return new(preview.Moves, preview.Keeps, preview.Over, preview.IsWhole,
            [.. preview.Clocks.Select(c => new ReTimedClockOut(c.Lead, c.LeadName, c.Commitment, c.DueAt, c.NewDueAt))]);
    }

    /// <summary>The version as it is now, with its revision as the ETag.</summary>
    internal static async Task<VersionOut> Answer(
        HttpContext http, LiveBoard live, Actor actor, long id, int number, int? against, Instant now)
    {
        var company = await live.CompanyUpToDate(http.RequestAborted);
        var known = company.SeenBy(actor);
        var agreement = Find(known, id);
        var version = Find(agreement, number);
        http.Response.Headers.ETag = $"\"{version.Revision}\"";
        return VersionOut.Of(agreement, version, against is { } other ? Find(agreement, other) : null, known, company, now);
    }

    private static Agreement Find(Company known, long id) =>
        known.Agreements.Find(a => a.Id == id) ?? throw new NotFound($"There is no agreement {id}.");

    private static AgreementVersion Find(Agreement agreement, int number) =>
        agreement.Version(number) ?? throw new NotFound($"The agreement has no version {number}.");

    private static InvalidArgument Needed(string field) => new(field, "A party's key, such as marketing or sales.");

    internal static Instant NowOf(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
