using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SmarketingHub.Web.Api.Limits;

/// <summary>One key that floods is told so, and holds up nobody else. It is judged as it was sent, before it is looked up.</summary>
internal sealed class KeyLimit : IRateLimiterPolicy<string>
{
    /// <summary>Requests of one key under way together.</summary>
    internal const int MostAtOnce = ApiLimits.MostAtOnce / 2;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (refused, _) => ApiLimits.Refuse(
        refused, StatusCodes.Status429TooManyRequests,
        $"This key has {MostAtOnce} requests under way. Wait for their answers, then ask on; nothing was changed.");

    public RateLimitPartition<string> GetPartition(HttpContext context) =>
        RateLimitPartition.GetConcurrencyLimiter(context.Request.Headers.Authorization.ToString(),
            _ => new() { PermitLimit = MostAtOnce, QueueLimit = 0 });
}
