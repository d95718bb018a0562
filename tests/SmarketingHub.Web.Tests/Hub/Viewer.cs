using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Hub;

internal sealed record Change(long From, long To, JsonElement Cards, JsonElement Gone);

/// <summary>A program that follows the board.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private readonly Channel<Change> changes = Channel.CreateUnbounded<Change>();

    private Viewer(HubConnection connection) => Connection = connection;

    public HubConnection Connection { get; }

    /// <summary>Changes that came and nobody asked for yet.</summary>
    public int Waiting => changes.Reader.Count;

    /// <param name="listening">Through the port that the server listens on.</param>
    public static async Task<Viewer> Connect(ApiServer server, string key, bool listening = false)
    {
        var connection = new HubConnectionBuilder().WithUrl(
            new Uri(listening ? server.Address : server.Server.BaseAddress, $"/hubs/board?access_token={key}"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                if (!listening)
                    options.WebSocketFactory = async (context, cancellation) => await server.Server.CreateWebSocketClient()
                        .ConnectAsync(context.Uri, cancellation);
            }).Build();
        var viewer = new Viewer(connection);
        connection.On<long, long, JsonElement, JsonElement>("Changed",
            (from, to, cards, gone) => viewer.changes.Writer.TryWrite(new(from, to, cards, gone)));
        await connection.StartAsync();
        return viewer;
    }

    public Task<JsonElement> Join(object? filter = null) => Connection.InvokeAsync<JsonElement>("Join", filter);

    public Task<JsonElement> Resume(long itsLast) => Connection.InvokeAsync<JsonElement>("Resume", itsLast);

    public async Task<Change> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await changes.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
