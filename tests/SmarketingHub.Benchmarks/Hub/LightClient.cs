using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>One <c>Changed</c> as a client got it.</summary>
/// <param name="At">When its last byte was read, a <see cref="Stopwatch"/> timestamp.</param>
public readonly record struct Arrival(long From, long To, long At);

/// <summary>
/// A client of the board's hub that costs next to nothing: a socket whose reader finds where a message ends
/// and reads its two sequences. It answers pings, so that it is not taken for dead.
/// </summary>
public sealed class LightClient : IDisposable
{
    // On a machine that does much else, a crowd waits.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private const byte Text = 1, Close = 8, Ping = 9, Pong = 10;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[8 * 1024];
    private readonly Records records = new();
    private int filled;
    private long payloadLeft;
    private byte opcode;
    private volatile bool stalled;

    private LightClient()
    {
    }

    /// <summary>Every <c>Changed</c> since the last <see cref="Forget"/>, in order.</summary>
    public IReadOnlyList<Arrival> Arrivals => records.Arrivals;

    /// <summary>The last <c>to</c>, or the sequence that the last answer ended at.</summary>
    public long Last => records.Last;

    /// <summary>Of the last answer to a call.</summary>
    public string Answer => records.Answer;

    /// <param name="stalls">Asks the system for the least of buffers: what it does not read is the server's to keep.</param>
    public static async Task<LightClient> Connect(Uri server, string path, bool stalls = false)
    {
        var client = new LightClient();
        if (stalls)
            client.socket.ReceiveBufferSize = 2 * 1024;
        await client.socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\r\n\r\n"));
        await client.ReadHead();
        _ = client.Read();
        await client.Call("""{"protocol":"json","version":1}""");
        return client;
    }

    /// <summary>
    /// Invokes a method of the hub and waits for its answer, or sends what is no invocation and waits for the one record that answers it.
    /// </summary>
    public async Task Call(string message)
    {
        var answered = records.NextAnswer();
        await Send(Text, [.. Encoding.UTF8.GetBytes(message), Records.End]);
        await answered.WaitAsync(Patience);
    }

    /// <summary>SignalR's own ping: without one in 30 seconds the server takes a client for gone.</summary>
    public Task KeepAlive() => Send(Text, [.. """{"type":6}"""u8, Records.End]);

    public void Forget() => records.Forget();

    /// <summary>Reads nothing any more.</summary>
    public void Stall() => stalled = true;

    public void Dispose() => socket.Dispose();

    private async Task ReadHead()
    {
        var end = -1;
        while (end < 0)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");
            filled += read;
            end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }
        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new InvalidOperationException($"No WebSocket: {head}");
        Drop(end + 4);
    }

    private async Task Read()
    {
        await Task.Yield();
        try
        {
            while (!stalled && await Parse())
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (read == 0)
                    return;
                filled += read;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed by one side or the other.
        }
        finally
        {
            if (!stalled)
                records.Fail();
        }
    }

    // False: the server said goodbye.
    private async ValueTask<bool> Parse()
    {
        var at = 0;
        while (true)
        {
            if (payloadLeft > 0)
            {
                var part = (int)Math.Min(payloadLeft, filled - at);
                if (part == 0)
                    break;
                if (opcode <= Text)
                    records.Take(buffer.AsSpan(at, part));
                (at, payloadLeft) = (at + part, payloadLeft - part);
                continue;
            }
            if (!TryHead(ref at))
                break;
            if (opcode == Close)
                return false;
            if (opcode == Ping)
                (at, payloadLeft) = await Echo(at, (int)payloadLeft);
        }
        Drop(at);
        return true;
    }

    private async ValueTask<(int, long)> Echo(int at, int length)
    {
        await Send(Pong, buffer[at..(at + length)]);
        return (at + length, 0);
    }

    private bool TryHead(ref int at)
    {
        var left = buffer.AsSpan(at, filled - at);
        if (left.Length < 2)
            return false;
        var (size, length) = left[1] switch { 126 => (4, 0L), 127 => (10, 0L), var small => (2, (long)small) };
        if (left.Length < size || (left[0] & 15) == Ping && left.Length < size + length)
            return false;
        opcode = (byte)(left[0] & 15);
        payloadLeft = size switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(left[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(left[2..]),
            _ => length,
        };
        at += size;
        return true;
    }

    private void Drop(int count)
    {
        filled -= count;
        if (count > 0 && filled > 0)
            buffer.AsSpan(count, filled).CopyTo(buffer);
    }

    // A mask of zeros changes nothing.
    private async Task Send(byte kind, byte[] payload)
    {
        byte[] head = payload.Length < 126
            ? [(byte)(128 | kind), (byte)(128 | payload.Length), 0, 0, 0, 0]
            : [(byte)(128 | kind), 128 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0];
        await socket.SendAsync((byte[])[.. head, .. payload]);
    }
}
