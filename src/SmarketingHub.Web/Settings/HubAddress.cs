using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SmarketingHub.Web.Settings;

/// <summary>Where people find this installation: for links that leave it.</summary>
public sealed class HubAddress(IConfiguration settings, IServer server)
{
    /// <summary>
    /// <c>Hub:Url</c>, such as <c>https://hub.example</c>; without it the first address on which the server listens, which may mean
    /// nothing elsewhere.
    /// </summary>
    /// <param name="seen">By which address whoever asks sees it: that is meant where <c>Hub:Url</c> is not set.</param>
    /// <exception cref="FormatException">It is no address of the web.</exception>
    public Uri Of(string path, string? seen = null) => new(Read(settings) ?? (seen is null ? Listens() : new(seen)), path);

    /// <exception cref="FormatException">It is no address of the web.</exception>
    public static Uri? Read(IConfiguration settings)
    {
        if (settings["Hub:Url"]?.Trim() is not { Length: > 0 } said)
            return null;
        return Uri.TryCreate(said.TrimEnd('/') + "/", UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new FormatException(
                $"Hub:Url has '{said}': give the address by which people open it, such as https://hub.example.");
    }

    private Uri Listens() => Uri.TryCreate(
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal), UriKind.Absolute, out var listens)
        ? listens : new("http://localhost/");
}
