using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api;

/// <summary>
/// For who watches over the process: <c>/healthz</c> is 200 when the file answers and the board stands, <c>/readyz</c> when requests can be
/// sent here.
/// </summary>
internal static class Health
{
    internal static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", Read).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", IsReady).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> IsReady(Readiness readiness, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return await readiness.WhyNot() is { } why
            ? Results.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Json(new { status = "ready" });
    }

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
