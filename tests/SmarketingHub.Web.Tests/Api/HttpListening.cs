using System.Collections.Concurrent;
using System.Net;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Another system's web server on this machine, which takes all that it is sent.</summary>
internal sealed class HttpListening : IDisposable
{
    private readonly HttpListener listener;

    public HttpListening()
    {
        (listener, Url) = LocalListener.Start();
        _ = Serve();
    }

    public string Url { get; }

    public ConcurrentQueue<string> Bodies { get; } = [];

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            var call = await listener.GetContextAsync();
            using var reader = new StreamReader(call.Request.InputStream);
            Bodies.Enqueue(await reader.ReadToEndAsync());
            call.Response.Close();
        }
    }
}
