using System.Net;
using System.Net.Sockets;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>A web server on a free port of this machine.</summary>
internal static class LocalListener
{
    internal static (HttpListener Listener, string Url) Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        var listener = new HttpListener();
        listener.Prefixes.Add(url);
        listener.Start();
        return (listener, url);
    }
}
