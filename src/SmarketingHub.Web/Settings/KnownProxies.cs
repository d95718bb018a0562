using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SmarketingHub.Web.Settings;

/// <summary>Which proxies are believed when they say from where a request came, and by http or https.</summary>
public static class KnownProxies
{
    /// <summary>
    /// <c>Proxy:Known</c>: addresses and networks such as <c>10.0.0.5</c> and <c>10.1.0.0/16</c>, between commas or spaces.
    /// Without it no such header is believed: anybody can write one.
    /// </summary>
    /// <exception cref="FormatException">One of them is neither; says which.</exception>
    public static void UseKnownProxies(this WebApplication app)
    {
        var known = (app.Configuration["Proxy:Known"] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (known.Length == 0)
            return;
        // As many proxies as stand behind each other: the first that is not known ends it.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in known)
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new FormatException($"Proxy:Known has '{proxy}': give addresses or networks, such as 10.0.0.5 or 10.1.0.0/16.");
        app.UseForwardedHeaders(options);
    }
}
