using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>From a draft to what binds, and to its end.</summary>
internal static class VersionTriggers
{
    private static readonly string Known = string.Join(", ",
        Enum.GetNames<VersionTrigger>().Select(CamelCase.Of));

    internal static void MapVersionTriggers(this RouteGroupBuilder agreements) =>
        agreements.MapPost("/{id:long}/versions/{n:int}/{trigger}", Fire).WithSummary("Fire a trigger of a version")
            .Produces<VersionOut>().ProducesProblem(409).ProducesProblem(412).ProducesProblem(422)
            .WithDescription($"One of: {Known}. A key is nobody: `sign` names the person in `by`.");

    private static async Task<VersionOut> Fire(
        long id, int n, string trigger, Body<VersionTriggerIn> body, HttpContext http, ClaimsPrincipal user, Door door, LiveBoard live,
        TimeProvider time)
    {
        if (!Known.Split(", ").Contains(trigger))
            throw new NotFound($"There is no trigger '{trigger}'. Known: {Known}.");
        var (key, once, known) = (user.Key(), http.Once(body.Bytes), http.KnownVersion());
        var from = $"{key.Name} ({http.Connection.RemoteIpAddress})";
        await door.Do(key.Actor, write => write.Once(once, () =>
        {
            if (known is { } revision)
                write.RefuseStale(id, n, revision);
            Carry(write, Enum.Parse<VersionTrigger>(trigger, ignoreCase: true), id, n, body, from);
            return id;
        }));
        return await AgreementEndpoints.Answer(http, live, key.Actor, id, n, null, AgreementEndpoints.NowOf(time));
    }

    // The state is asked before the arguments are looked at.
    private static void Carry(Write write, VersionTrigger trigger, long id, int n, Body<VersionTriggerIn> body, string from)
    {
        write.RequirePermitted(id, n, trigger);
        var args = body.Value;
        switch (trigger)
        {
            case VersionTrigger.Propose: write.Propose(id, n); break;
            case VersionTrigger.Sign:
                write.RequirePassesOn(); write.Sign(id, n, SignerOf(args, write.Company.SeenBy(write.Actor)), args.Party, from); break;
            case VersionTrigger.AskForChanges: write.AskForChanges(id, n, Wishes(args)); break;
            case VersionTrigger.Discard: write.Discard(id, n); break;
            case VersionTrigger.End: write.End(id, n, args.At); break;
            case VersionTrigger.TakeBackEnd: write.TakeBackEnd(id, n); break;
        }
    }

    private static long? SignerOf(VersionTriggerIn args, Company company)
    {
        if (args.By is not { } by)
            return null;
        var text = by.StartsWith("person:", StringComparison.Ordinal) ? by[7..] : by;
        return Addressees.FindPerson(text, company)?.Id
            ?? throw new InvalidArgument("by", $"Nobody here is called '{by}': a person's id or email.");
    }

    private static List<(string? Sentence, string Words)> Wishes(VersionTriggerIn args) =>
    [
        .. args.Words is { } words ? [(null, words)] : Array.Empty<(string?, string)>(),
        .. (args.Comments ?? []).Select(c => (c?.Sentence, c?.Words ?? "")),
    ];
}
