using System.Security.Claims;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Board;

/// <summary>The board, for programs that ask; those that follow it join the hub.</summary>
internal static class BoardEndpoints
{
    internal static void MapBoard(this RouteGroupBuilder api)
    {
        var board = api.MapGroup("/board").WithTags("Board");
        board.MapGet("/", Read).WithSummary("Counts, the first 50 cards a column, the sequence").Produces<BoardOut>();
        board.MapGet("/{column}", More).WithSummary("Further cards of a column").Produces<ColumnOut>();
    }

    private static async Task<BoardOut> Read(
        [AsParameters] FilterIn filter, ClaimsPrincipal user, LiveBoard live, CancellationToken cancellation)
    {
        await live.UpToDate(cancellation);
        return BoardOut.Of(await live.Where(filter.For(user.Actor(), live.Company), cancellation), live.Company.Currency);
    }

    private static async Task<ColumnOut> More(
        string column, [AsParameters] FilterIn filter, string? cursor, ClaimsPrincipal user, LiveBoard live, CancellationToken cancellation)
    {
        await live.UpToDate(cancellation);
        return ColumnOut.Of(await live.Where(filter.For(user.Actor(), live.Company), cancellation),
            Leads.LeadList.ReadEnum<Column>(column, "column"), cursor);
    }
}
