using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>A web server on this machine that answers what it is told to.</summary>
internal sealed class FeedServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();

    public FeedServer()
    {
        listener.Start();
        _ = Serve();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/holidays.ics";

    /// <summary>What it answers; null: nothing, ever.</summary>
    public byte[]? Answer { get; set; }
    public int Asked { get; private set; }

    public void Says(string body, string status = "200 OK", string headers = "") =>
        Answer = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public void Stop() => listener.Stop();

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task Serve()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            Asked++;
            _ = Respond(client);
        }
    }

    private async Task Respond(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[8_192], stopping.Token);
            if (Answer is { } answer)
                await stream.WriteAsync(answer, stopping.Token);
            else
                while (await stream.ReadAsync(new byte[8_192], stopping.Token) > 0)
                {
                    // Until the caller hangs up.
                }
        }
    }
}
