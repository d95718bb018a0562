using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Circuits;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Tests.Account;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Circuits;

/// <summary>The server with one lead, and circuits that a signed-in person opens on its board.</summary>
internal sealed class LiveBoard : IAsyncDisposable
{
    private readonly Site site;
    private HttpClient browser = null!;
    private string cookie = "";

    private LiveBoard(Site site) => this.site = site;

    public long Lead { get; private set; }
    public int Watching => site.Live.Watching;

    /// <summary>Who listens to the feeds and to sign-ins that end.</summary>
    public int Handling => Handlers.Of(site.Services);

    public static async Task<LiveBoard> Start()
    {
        var board = new LiveBoard(await Site.Start(more: services => services.Configure<CircuitOptions>(
            // A circuit whose line is lost is given up soon, not after three minutes.
            options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(50))));
        await board.site.Hire("ana", Role.Manager, Party.Marketing);
        board.browser = board.site.Browser();
        var answer = await Site.SignIn(board.browser, "ana");
        board.cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("hub-sign-in=", StringComparison.Ordinal))
            .Split(';')[0];
        board.Lead = (await board.site.Door.Do(Actor.System, write => write.Take(new(
            new("Eva", "Prax", "eva@nordwind.example", null, "CFO"), "Nordwind", new(), [], null, null)))).LeadId;
        await board.site.Live.UpToDate(default);
        return board;
    }

    public Task<Circuit> Open(string page = "/") =>
        Circuit.Open(browser, page, options => options.WebSocketFactory = async (context, cancellation) =>
        {
            var sockets = site.Server.CreateWebSocketClient();
            sockets.ConfigureRequest = request => request.Headers.Cookie = cookie;
            return await sockets.ConnectAsync(context.Uri, cancellation);
        });

    /// <summary>Changes what the lead's card says.</summary>
    public Task Say(string title) =>
        site.Door.Fire(Actor.System, Lead, null, Trigger.Edit, new() { Edit = new(new(null, null, null, null, title), null, new()) });

    /// <summary>Waits until the page shows this text, while its pauses between two pictures pass.</summary>
    public Task Shows(Circuit circuit, string text) => Until(() =>
    {
        site.Time.Advance(TimeSpan.FromMilliseconds(200));
        return circuit.Saw(text);
    });

    public static Task Until(Func<bool> holds) => Eventually.Holds(() => Task.FromResult(holds()));

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await site.DisposeAsync();
    }
}
