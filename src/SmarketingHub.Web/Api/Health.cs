using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api;

/// <summary>200 when the file answers and the board stands.</summary>
internal static class Health
{
    internal static void MapHealth(this WebApplication app) => app.MapGet("/healthz", Read).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Read(HubContext rows, LiveBoard live, ILogger<LiveBoard> log)
    {
        try
        {
            await rows.Head.AsNoTracking().SingleAsync();
            return live.Ready.IsCompletedSuccessfully
                ? Results.Json(new { status = "ok" })
                : Results.Problem("The board is being read.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
        {
            log.LogError(error, "The file does not answer");
            return Results.Problem("The file does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
