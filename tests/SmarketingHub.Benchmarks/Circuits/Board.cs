using Microsoft.AspNetCore.Http.Connections.Client;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>A server on a copy of a board, and circuits that a signed-in person opens on it.</summary>
internal sealed class Board : IAsyncDisposable
{
    private readonly Action<HttpConnectionOptions> reach;
    private readonly HttpClient browser;

    private Board(HubProcess server, HttpClient browser, Action<HttpConnectionOptions> reach) =>
        (Server, this.browser, this.reach) = (server, browser, reach);

    public HubProcess Server { get; }

    /// <param name="settings">Of the product's configuration: name and value.</param>
    public static async Task<Board> Serve(string file, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var server = await HubProcess.Start(file, settings);
        var (browser, cookies) = await server.SignIn();
        return new(server, browser, options => options.Cookies = cookies);
    }

    /// <summary>Waits until the page stands.</summary>
    public async Task<Circuit> Open(string page)
    {
        var circuit = await Circuit.Open(browser, page, reach);
        await circuit.Quiet(TimeSpan.FromMilliseconds(400));
        return circuit.Error is null ? circuit : throw new InvalidOperationException(circuit.Error);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await Server.DisposeAsync();
    }
}
