using SmarketingHub.Domain;
using SmarketingHub.Engine.Calendars.ICalendar;
using SmarketingHub.Engine.Outside;

namespace SmarketingHub.Engine.Calendars.Feeds;

/// <summary>Fetches iCalendar texts from addresses that people name: bounded in time and size, and into no private network.</summary>
public sealed class FeedFetch : IDisposable
{
    private const int MostRedirects = 3, LongestAddress = 1_000;

    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public FeedFetch(FeedOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        http = OutsideHttp.Create(options.AllowPrivate, connectionLives: TimeSpan.FromMinutes(1));
        http.DefaultRequestHeaders.Accept.ParseAdd("text/calendar, */*;q=0.1");
    }

    /// <summary>As it is kept: https, or http when that was named; webcal is https.</summary>
    /// <exception cref="InvalidArgument">Of the field <c>address</c>.</exception>
    public static string CheckAddress(string? address)
    {
        var given = (address ?? "").Trim();
        if (given.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase))
            given = "https://" + given[9..];
        return given.Length <= LongestAddress && Uri.TryCreate(given, UriKind.Absolute, out var uri) && OutsideHttp.IsWeb(uri)
            && uri.UserInfo.Length == 0 && uri.Host.Length > 0
            ? given
            : throw Wrong("Give an address such as https://example.com/holidays.ics, without a name or password in it.");
    }

    /// <exception cref="InvalidArgument">Of the field <c>address</c>: what was wrong.</exception>
    public async Task<IcsFile> Fetch(string address, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(options.Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            return await Follow(new(CheckAddress(address)), both.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw Wrong($"It did not answer within {options.Longest.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException error)
        {
            throw Wrong(error.HttpRequestError switch
            {
                _ when error.InnerException is PrivateAddressException =>
                    "It is an address of this machine or of a private network, which are not read.",
                HttpRequestError.NameResolutionError => Phrase.Of("There is no server of that name."),
                HttpRequestError.SecureConnectionError => "No secure connection: its certificate is not valid.",
                HttpRequestError.ConnectionError => "The server cannot be reached.",
                _ => "Its answer cannot be read.",
            });
        }
        catch (IOException)
        {
            throw Wrong("Its answer broke off.");
        }
        catch (InvalidDataException)
        {
            throw Wrong("Its answer says that it is compressed, and cannot be unpacked.");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<IcsFile> Follow(Uri at, CancellationToken stopping)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var answer = await http.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, stopping);
            if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location)
            {
                at = Uri.TryCreate(at, location, out var next) && OutsideHttp.IsWeb(next) ? next
                    : throw Wrong("It leads on to an address that is neither http nor https.");
                continue;
            }
            return answer.IsSuccessStatusCode ? await Read(answer, stopping) : throw Wrong($"It answers {(int)answer.StatusCode}.");
        }
        throw Wrong($"It leads on more than {MostRedirects} times.");
    }

    private static async Task<IcsFile> Read(HttpResponseMessage answer, CancellationToken stopping)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stopping);
        var bytes = new byte[IcsFile.Longest + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stopping);
        return length <= IcsFile.Longest
            ? new(bytes[..length], answer.Content.Headers.ContentType?.CharSet)
            : throw Wrong("It has more than 1 MB; give one with the holidays alone.");
    }

    private static InvalidArgument Wrong(Phrase what) => new("address", what);
}
