using System.Text.Json;
using System.Text.RegularExpressions;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.Telling;

/// <summary>How messages to people go to addresses of the web.</summary>
public sealed record ChannelOptions
{
    /// <summary>
    /// Whether addresses of this machine, of private networks and of any name are sent to, also without TLS: for a gateway of one's own,
    /// and for trying it out. Who may name an address could look around there.
    /// </summary>
    public bool AllowPrivate { get; init; }

    /// <summary>For one attempt.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whom the makers of browsers may ask about what is pushed from here: <c>https:</c> or <c>mailto:</c>. Null: nothing is pushed.
    /// </summary>
    public string? Contact { get; init; }
}

/// <summary>The one way in which channels send to addresses of the web.</summary>
public sealed partial class ChannelWeb(ChannelOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Each message looks the name up and connects anew, so that each is judged.</summary>
    public HttpClient Http { get; } = OutsideHttp.Create(options.AllowPrivate, connectionLives: TimeSpan.Zero);

    /// <summary>Whether an address is of the web, and secure unless anything goes here.</summary>
    public bool IsAllowed(Uri uri) => uri.Host.Length > 0 && uri.UserInfo.Length == 0 && OutsideHttp.IsWeb(uri)
        && (uri.Scheme == Uri.UriSchemeHttps || options.AllowPrivate);

    /// <summary>Posts JSON.</summary>
    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    public async Task<OutsideAnswer> Post(string address, byte[] json, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return await OutsideCall.Send(Http, request, options.Longest, time, stopping);
    }

    /// <summary>Calls in a library's way.</summary>
    /// <exception cref="OperationCanceledException">The program stops: nobody knows whether it arrived.</exception>
    public Task<OutsideAnswer> Try(Func<CancellationToken, Task<OutsideAnswer>> call, CancellationToken stopping) =>
        OutsideCall.Try(call, options.Longest, time, stopping);

    public void Dispose() => Http.Dispose();

    /// <summary>What all of them mean alike: faults of the way, 404 and 410, 429, what a server's own trouble is.</summary>
    /// <param name="other">Of any other answer, by its status.</param>
    public static Answer Judge(OutsideAnswer answer, Func<int, Answer> other)
    {
        var judged = (answer.Fault, answer.Status) switch
        {
            (OutsideFault.PrivateAddress, _) => Answer.Refused(LetterProblem.PrivateAddress),
            (OutsideFault.NoSuchName, _) => Answer.TryLater(LetterProblem.NoSuchName),
            (OutsideFault.NotSecure, _) => Answer.TryLater(LetterProblem.NotSecure),
            (OutsideFault.Unreachable, _) => Answer.TryLater(LetterProblem.Unreachable),
            (OutsideFault.TimedOut, var status) => Answer.TryLater(LetterProblem.TimedOut, status, mayHaveArrived: true),
            (OutsideFault.BrokenAnswer, var status) => Answer.TryLater(LetterProblem.BrokenAnswer, status, mayHaveArrived: true),
            (_, 404 or 410) => Answer.Gone(answer.Status),
            (_, 408 or 429) => Answer.TryLater(LetterProblem.TooMany, answer.Status, retryAfter: answer.RetryAfter),
            (_, >= 500 and < 600) => Answer.TryLater(
                LetterProblem.Troubled, answer.Status, answer.MayHaveArrived, answer.RetryAfter),
            (_, var status) => other(status ?? 0),
        };
        return judged.Problem is null ? judged : judged with { Said = Word(answer.Body) };
    }

    // A word alone, or the code in what is said as JSON: both name a kind of trouble, and nobody.
    private static string? Word(string body)
    {
        var text = body.Trim();
        if (text.StartsWith('{'))
        {
            try
            {
                using var json = JsonDocument.Parse(text);
                var root = json.RootElement;
                var said = root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                    && error.TryGetProperty("code", out var code) ? code
                    : root.TryGetProperty("reason", out var reason) ? reason : default;
                text = said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
            }
            catch (JsonException)
            {
                return null;
            }
        }
        return OneWord().IsMatch(text) ? text : null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z_]{1,59}$")]
    private static partial Regex OneWord();
}
