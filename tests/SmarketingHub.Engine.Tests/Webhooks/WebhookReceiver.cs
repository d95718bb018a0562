using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace SmarketingHub.Engine.Tests.Webhooks;

/// <summary>A message as it came.</summary>
public sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>As they came, also where they are no text.</summary>
    public byte[] Bytes { get; init; } = [];

    public string Id => Headers["webhook-id"];
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    public JsonElement Data => Json.GetProperty("data");
    public string Type => Json.GetProperty("type").GetString()!;
    public long Sequence => Data.GetProperty("sequence").GetInt64();
    public long? Lead => Data.GetProperty("leadId") is { ValueKind: JsonValueKind.Number } id ? id.GetInt64() : null;
}

/// <summary>Another system's web server on this machine, which answers as it is told, byte by byte.</summary>
public sealed class WebhookReceiver : IDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Received> all = [];
    private readonly SemaphoreSlim arrived = new(0);
    private readonly X509Certificate2? certificate;
    private bool isStopped;

    public WebhookReceiver(bool isSecure = false, int port = 0)
    {
        certificate = isSecure ? SelfSigned() : null;
        listener = new(IPAddress.Loopback, port);
        listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public string Url => $"{Base}/hook";
    public string Base => $"{(certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>The answer to a message; null: none, ever.</summary>
    public Func<Received, string?> Answer { get; set; } = _ => Says(200);

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<Received> All
    {
        get
        {
            lock (all)
                return [.. all];
        }
    }

    public static string Says(int status, string headers = "", string body = "") =>
        $"HTTP/1.1 {status} Said\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Until the next has arrived.</summary>
    public Task Next() => arrived.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        if (isStopped)
            return;
        isStopped = true;
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
        certificate?.Dispose();
    }

    private async Task Serve()
    {
        while (!stopping.IsCancellationRequested)
            _ = Respond(await listener.AcceptTcpClientAsync(stopping.Token));
    }

    private async Task Respond(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(certificate);
                    stream = secure;
                }
                var received = await Read(stream);
                lock (all)
                    all.Add(received);
                arrived.Release();
                if (Answer(received) is { } answer)
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), stopping.Token);
                else
                    while (await stream.ReadAsync(new byte[1], stopping.Token) > 0)
                    {
                        // Until the sender hangs up.
                    }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or AuthenticationException)
            {
                // The sender went first.
                client.Close();
            }
        }
    }

    private async Task<Received> Read(Stream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count > 3 && bytes[^4..].SequenceEqual("\r\n\r\n"u8.ToArray())))
            bytes.Add(await stream.ReadAsync(one, stopping.Token) == 1 ? one[0] : throw new IOException("The sender hung up."));
        var lines = Encoding.UTF8.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(h => h[0].ToLowerInvariant(), h => h[1]);
        var body = headers.ContainsKey("transfer-encoding") ? await ReadChunks(stream) : new byte[int.Parse(headers["content-length"])];
        if (!headers.ContainsKey("transfer-encoding"))
            await stream.ReadExactlyAsync(body, stopping.Token);
        return new(lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body)) { Bytes = body };
    }

    private async Task<byte[]> ReadChunks(Stream stream)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (!(line.Count > 1 && line[^1] == '\n'))
            {
                await stream.ReadExactlyAsync(one, stopping.Token);
                line.Add(one[0]);
            }
            var chunk = new byte[Convert.ToInt32(Encoding.ASCII.GetString([.. line]).Trim(), 16) + 2];
            await stream.ReadExactlyAsync(chunk, stopping.Token);
            if (chunk.Length == 2)
                return [.. body];
            body.AddRange(chunk[..^2]);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
