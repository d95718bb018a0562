using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Limits;

/// <summary>
/// One key that floods is told so, and holds up nobody else. What counts is how much it has under way, not how often it asks:
/// so the limit needs no rate that fits every machine.
/// </summary>
internal sealed class KeyLimit : IRateLimiterPolicy<Actor>
{
    /// <summary>Requests of one key under way together.</summary>
    internal const int MostAtOnce = 256;

    private const int RetryAfterSeconds = 1;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = Refuse;

    public RateLimitPartition<Actor> GetPartition(HttpContext context) =>
        RateLimitPartition.GetConcurrencyLimiter(context.User.Actor(), _ => new() { PermitLimit = MostAtOnce, QueueLimit = 0 });

    private static async ValueTask Refuse(OnRejectedContext refused, CancellationToken cancellation)
    {
        var http = refused.HttpContext;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await http.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new()
        {
            HttpContext = http,
            ProblemDetails = { Status = 429, Detail = $"This key has {MostAtOnce} requests under way. Wait for their answers, then ask on; nothing was changed." },
        });
    }
}
