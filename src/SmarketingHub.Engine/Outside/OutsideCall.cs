using System.Net.Http.Headers;
using System.Text;
using NodaTime;

namespace SmarketingHub.Engine.Outside;

/// <summary>What went wrong on the way to an address that somebody named.</summary>
public enum OutsideFault
{
    NoSuchName,
    Unreachable,
    PrivateAddress,
    NotSecure,
    TimedOut,

    /// <summary>It answered what cannot be read, or broke off.</summary>
    BrokenAnswer,
}

/// <summary>What an address answered.</summary>
/// <param name="Status">Of the answer, also of one that broke off later; null: there was none.</param>
/// <param name="Fault">Null: it answered, whatever it said.</param>
/// <param name="RetryAfter">How long it asks to wait.</param>
/// <param name="Body">How it begins.</param>
public sealed record OutsideAnswer(int? Status, OutsideFault? Fault = null, Duration? RetryAfter = null, string Body = "")
{
    /// <summary>It was under way when it failed, or the server broke while it had it: perhaps it was taken.</summary>
    public bool MayHaveArrived => Fault is OutsideFault.TimedOut or OutsideFault.BrokenAnswer || Status is >= 500 and < 600;
}

/// <summary>One call to an address that somebody named: it ends in time, and whatever happens is an answer.</summary>
public static class OutsideCall
{
    // Of a longer answer no more is read: what it says is nothing to us.
    private const int LongestAnswer = 64 * 1024;
    private const int LongestKept = 2 * 1024;

    /// <summary>Sends a request. Where an answer leads on is not gone to.</summary>
    /// <param name="http">Of <see cref="OutsideHttp"/>.</param>
    /// <param name="longest">From the look-up of the name to the end of the answer.</param>
    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    public static async Task<OutsideAnswer> Send(
        HttpClient http, HttpRequestMessage request, TimeSpan longest, TimeProvider time, CancellationToken stopping)
    {
        int? status = null;
        var answer = await Try(async token =>
        {
            using var said = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            status = (int)said.StatusCode;
            return new(status, RetryAfter: RetryAfter(said.Headers, time), Body: await Read(said, token));
        }, longest, time, stopping);
        return answer with { Status = answer.Status ?? status };
    }

    /// <summary>Calls in another way, such as a library's, and makes an answer of whatever goes wrong.</summary>
    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    public static async Task<OutsideAnswer> Try(
        Func<CancellationToken, Task<OutsideAnswer>> call, TimeSpan longest, TimeProvider time, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            return await call(both.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new(null, OutsideFault.TimedOut);
        }
        catch (HttpRequestException error)
        {
            return new(null, error.HttpRequestError switch
            {
                _ when error.InnerException is PrivateAddressException => OutsideFault.PrivateAddress,
                HttpRequestError.NameResolutionError => OutsideFault.NoSuchName,
                HttpRequestError.SecureConnectionError => OutsideFault.NotSecure,
                HttpRequestError.ConnectionError => OutsideFault.Unreachable,
                _ => OutsideFault.BrokenAnswer,
            });
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return new(null, OutsideFault.BrokenAnswer);
        }
    }

    /// <summary>How long an answer asks to wait; null: it does not.</summary>
    public static Duration? RetryAfter(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } wait } => Duration.FromTimeSpan(wait),
        { Date: { } at } when at > time.GetUtcNow() => Duration.FromTimeSpan(at - time.GetUtcNow()),
        _ => null,
    };

    // Half an answer is none: whoever broke off may not have done what they said.
    private static async Task<string> Read(HttpResponseMessage answer, CancellationToken stopping)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stopping);
        var (part, left, kept) = (new byte[8 * 1024], LongestAnswer, new MemoryStream());
        while (left > 0 && await body.ReadAsync(part, stopping) is > 0 and var count)
        {
            kept.Write(part, 0, Math.Min(count, LongestKept - (int)kept.Length));
            left -= count;
        }
        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
