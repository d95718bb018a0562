using Microsoft.AspNetCore.Http.Features;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>
/// Parts of a path as they were meant. A server leaves an escaped slash (<c>%2F</c>) in a route's value as it stands, where it cannot be
/// told from an escaped per cent before the letters 2F; so they are read from the request's own line. A plus is a plus there.
/// </summary>
internal static class EscapedPath
{
    /// <param name="segment">They stand behind this one.</param>
    /// <param name="parts">The route's values for them.</param>
    internal static string[] Behind(HttpContext http, string segment, string[] parts)
    {
        var raw = (http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0].Split('/');
        var at = Array.IndexOf(raw, segment) + 1;
        return at > 0 && at + parts.Length <= raw.Length
            ? [.. raw.Skip(at).Take(parts.Length).Select(Uri.UnescapeDataString)]
            : [.. parts.Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
    }
}
