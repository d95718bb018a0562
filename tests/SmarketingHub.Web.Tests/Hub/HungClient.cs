using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SmarketingHub.Web.Tests.Hub;

/// <summary>A program that joined the board and then hangs: it reads nothing, answers no ping and keeps its connection.</summary>
internal sealed class HungClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2 * 1024 };

    public static async Task<HungClient> Join(Uri server, string key)
    {
        var client = new HungClient();
        await client.socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/board?access_token={key} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(RandomNumberGenerator.GetBytes(16))}\r\n\r\n"));
        await client.socket.ReceiveAsync(new byte[64]);
        await client.Send("""{"protocol":"json","version":1}""");
        await client.Send("""{"type":1,"invocationId":"1","target":"Join","arguments":[{}]}""");
        return client;
    }

    public void Dispose() => socket.Dispose();

    // One text frame, masked with zeros.
    private async Task Send(string message)
    {
        byte[] payload = [.. Encoding.UTF8.GetBytes(message), 0x1e];
        await socket.SendAsync((byte[])[0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]);
    }
}
