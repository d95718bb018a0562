using System.Net;
using NodaTime;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>How one attempt went.</summary>
/// <param name="Status">Of the answer; null: there was none.</param>
/// <param name="Problem">Null: it was taken.</param>
/// <param name="RetryAfter">How long the answer asks to wait.</param>
internal sealed record WebhookAnswer(int? Status, WebhookProblem? Problem, int Milliseconds, Duration? RetryAfter = null)
{
    internal bool IsTaken => Problem is null;

    internal bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>
/// Sends a message once. Taken is what is answered whole, in time and with 200 to 299; nothing of the answer is kept but its status. Where
/// an answer leads on is not gone to: that is a failure.
/// </summary>
public sealed class WebhookPost(WebhookOptions options, TimeProvider time) : IDisposable
{
    // Each attempt looks the name up and connects anew, so that each is judged.
    private readonly HttpClient http = OutsideHttp.Create(options.AllowPrivate, connectionLives: TimeSpan.Zero);

    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    internal async Task<WebhookAnswer> Send(Webhook webhook, WebhookLetter letter, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        using var request = letter.ToRequest(webhook, Instant.FromDateTimeOffset(time.GetUtcNow()));
        var answer = await OutsideCall.Send(http, request, options.Longest, time, stopping);
        return new(answer.Status, answer.Fault switch
        {
            OutsideFault.PrivateAddress => WebhookProblem.PrivateAddress,
            OutsideFault.NoSuchName => WebhookProblem.NoSuchName,
            OutsideFault.NotSecure => WebhookProblem.NotSecure,
            OutsideFault.Unreachable => WebhookProblem.Unreachable,
            OutsideFault.TimedOut => WebhookProblem.TimedOut,
            OutsideFault.BrokenAnswer => WebhookProblem.BrokenAnswer,
            _ => answer.Status is >= 200 and < 300 ? null : WebhookProblem.Status,
        }, (int)Math.Min(time.GetElapsedTime(began).TotalMilliseconds, int.MaxValue), answer.RetryAfter);
    }

    public void Dispose() => http.Dispose();
}
