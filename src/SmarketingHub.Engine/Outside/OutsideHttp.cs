using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SmarketingHub.Engine.Outside;

/// <summary>
/// Makes the one kind of client that goes to addresses which people name: into no private network unless that is allowed, by no proxy,
/// with no cookies, and nowhere that an answer leads on to.
/// </summary>
public static class OutsideHttp
{
    /// <param name="allowPrivate">
    /// Whether addresses of this machine and of private networks are reached: who may name an address could look around there.
    /// </param>
    /// <param name="connectionLives">So long a connection is used again; zero: each request looks the name up and connects anew.</param>
    /// <remarks>
    /// It has no time limit of its own. A private address fails with an <see cref="HttpRequestException"/> whose inner one is a
    /// <see cref="PrivateAddressException"/>.
    /// </remarks>
    public static HttpClient Create(bool allowPrivate, TimeSpan connectionLives)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would look the name up for us, and could be led anywhere.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = connectionLives,
            ConnectCallback = (context, stopping) => Connect(context.DnsEndPoint, allowPrivate, stopping),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("SmarketingHub", "1"));
        return http;
    }

    /// <summary>Whether it is http or https.</summary>
    public static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;

    // Looked up here and connected to what was found: a name that changes between two looks leads nowhere else.
    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken stopping)
    {
        // An address is not looked up: of 0.0.0.0 that would fail, and not say why.
        var found = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(to.Host, stopping);
        IPAddress[] allowed = [.. found.Where(address => allowPrivate || PublicAddress.Is(address))];
        if (allowed.Length == 0)
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name or number leads to this machine or into a private network, where nothing is allowed to go.</summary>
public sealed class PrivateAddressException() : IOException("An address of this machine or of a private network.");
