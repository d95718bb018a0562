using System.Globalization;

namespace SmarketingHub.Web.Features.Account;

/// <summary>A page that asks for a password and may be asked too often.</summary>
internal static class GuessLimit
{
    /// <summary>Answers 429 with <c>Retry-After</c> when it is too early for another guess, whoever it is that guesses.</summary>
    /// <returns>How many minutes to wait; null: the guess may be looked at.</returns>
    internal static int? MustWait(this HttpContext context, Guesses guesses, string account)
    {
        if (guesses.Try(account, context.Connection.RemoteIpAddress) is not { } wait)
            return null;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return (int)Math.Ceiling(wait.TotalMinutes);
    }
}
