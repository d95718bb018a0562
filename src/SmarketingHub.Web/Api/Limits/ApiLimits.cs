using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SmarketingHub.Web.Api.Limits;

/// <summary>
/// How much programs have under way together, before anything is asked of the file for them: so pages, health and the hub stay quick.
/// What counts is what is under way, not how often is asked: the limit needs no rate that fits every machine.
/// </summary>
internal static class ApiLimits
{
    /// <summary>Requests under way of all keys together; of one key, half of it.</summary>
    internal const int MostAtOnce = 512;

    private const int RetryAfterSeconds = 1;

    internal static void Configure(RateLimiterOptions limits)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(http => http.Request.Path.StartsWithSegments("/api/v1")
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new() { PermitLimit = MostAtOnce, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(false));
        limits.OnRejected = (refused, _) => Refuse(refused, StatusCodes.Status503ServiceUnavailable,
            "More is under way than can be answered in time. Nothing was changed; try again in a moment.");
        limits.AddPolicy<string, KeyLimit>(nameof(KeyLimit));
    }

    internal static async ValueTask Refuse(OnRejectedContext refused, int status, string detail)
    {
        var http = refused.HttpContext;
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await http.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new() { HttpContext = http, ProblemDetails = { Status = status, Detail = detail } });
    }
}
