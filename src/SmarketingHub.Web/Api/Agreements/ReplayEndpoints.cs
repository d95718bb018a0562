using System.Security.Claims;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Agreements;

/// <summary>A past period judged by a version of an agreement.</summary>
internal static class ReplayEndpoints
{
    private const int UsualChanges = 200;

    internal static void MapReplay(this RouteGroupBuilder api) =>
        api.MapPost("/agreements/{id:long}/versions/{number:int}/replay", Replay).WithTags("Agreements")
            .WithSummary("Judge a past period by a version").Produces<ReplayOut>()
            .WithDescription(
                "From the ledger alone; nothing is written. Others are judged beside it with `against`. Up to `limit` changed leads are "
                    + "told (200; 0 to 1000). 503 while others replay.");

    private static async Task<ReplayOut> Replay(
        long id, int number, int? limit, Body<ReplayIn> body, ClaimsPrincipal user, LiveBoard live, Replayer replayer,
        CancellationToken cancellation)
    {
        var actor = user.Actor();
        if ((await live.CompanyUpToDate(cancellation)).SeenBy(actor).Agreements.Find(a => a.Id == id) is not { } agreement)
            throw new NotFound($"There is no agreement {id}.");
        var request = body.Value;
        var draft = agreement.Version(number) ?? throw new NotFound($"The agreement has no version {number}.");
        var replay = new ReplayRequest(
            id, request.From ?? throw new InvalidArgument("from", "Say when the period begins."),
            request.To ?? throw new InvalidArgument("to", "Say when the period ends."),
            [draft,
                .. (request.Against ?? []).Select(other => agreement.Version(other)
                    ?? throw new InvalidArgument("against", $"The agreement has no version {other}."))],
            limit ?? UsualChanges);
        return ReplayOut.Of(id, await replayer.Replay(replay, actor, cancel: cancellation));
    }
}
