using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Benchmarks.Hub;

/// <summary>A hub and nothing behind it: what it is given is sent to all.</summary>
public sealed class BareHub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<long, long> sent = [];
    private readonly Card card;
    private long sequence = 1000;

    private BareHub(WebApplication app, Card card) => (this.app, this.card) = (app, card);

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyDictionary<long, long> Sent => sent;

    /// <param name="card">One of the product's, so that the bytes are the same.</param>
    public static async Task<BareHub> Start(Card card)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSignalR().AddJsonProtocol(options => ApiJson.Configure(options.PayloadSerializerOptions));
        var app = builder.Build();
        app.MapHub<Empty>("/hub");
        await app.StartAsync();
        return new(app, card);
    }

    public void Forget() => sent.Clear();

    public Task Change()
    {
        var from = sequence++;
        sent[sequence] = Stopwatch.GetTimestamp();
        return app.Services.GetRequiredService<IHubContext<Empty>>().Clients.All.SendAsync(
            "Changed", from, sequence, (Card[])[card with { Value = sequence }], Array.Empty<long>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class Empty : Microsoft.AspNetCore.SignalR.Hub;
}
