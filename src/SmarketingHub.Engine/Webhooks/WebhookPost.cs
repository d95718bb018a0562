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
    // Of a longer answer no more is read: what it says is nothing to us.
    private const int LongestAnswer = 64 * 1024;

    // Each attempt looks the name up and connects anew, so that each is judged.
    private readonly HttpClient http = OutsideHttp.Create(options.AllowPrivate, connectionLives: TimeSpan.Zero);

    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    internal async Task<WebhookAnswer> Send(Webhook webhook, WebhookLetter letter, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(options.Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        int? status = null;
        try
        {
            using var request = letter.ToRequest(webhook, Instant.FromDateTimeOffset(time.GetUtcNow()));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            status = (int)answer.StatusCode;
            await ReadOut(answer, both.Token);
            return Answer(answer.IsSuccessStatusCode ? null : WebhookProblem.Status, RetryAfter(answer));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Answer(WebhookProblem.TimedOut);
        }
        catch (HttpRequestException error)
        {
            return Answer(error.HttpRequestError switch
            {
                _ when error.InnerException is PrivateAddressException => WebhookProblem.PrivateAddress,
                HttpRequestError.NameResolutionError => WebhookProblem.NoSuchName,
                HttpRequestError.SecureConnectionError => WebhookProblem.NotSecure,
                HttpRequestError.ConnectionError => WebhookProblem.Unreachable,
                _ => WebhookProblem.BrokenAnswer,
            });
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return Answer(WebhookProblem.BrokenAnswer);
        }

        WebhookAnswer Answer(WebhookProblem? problem, Duration? retryAfter = null) =>
            new(status, problem, (int)Math.Min(time.GetElapsedTime(began).TotalMilliseconds, int.MaxValue), retryAfter);
    }

    public void Dispose() => http.Dispose();

    // Half an answer is none: whoever broke off may not have done what they said.
    private static async Task ReadOut(HttpResponseMessage answer, CancellationToken stopping)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stopping);
        var (part, left) = (new byte[8 * 1024], LongestAnswer);
        while (left > 0 && await body.ReadAsync(part, stopping) is > 0 and var count)
            left -= count;
    }

    private Duration? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => Duration.FromTimeSpan(wait),
        { Date: { } at } when at > time.GetUtcNow() => Duration.FromTimeSpan(at - time.GetUtcNow()),
        _ => null,
    };
}
