using Microsoft.Playwright;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>
/// How long a browser takes to a usable board of 100,000 open leads, beside the lightest page of the same shell. Usable: what the page is
/// for stands on it, and a click was answered by the server. The browser has the assets already, as one that comes back has.
/// </summary>
public sealed class BoardReady : Comparison
{
    // A card with its clock's words, and its menu of moves; a page with a link, and the shell's button for the light.
    private const string Card = ".lead-card:has(.lead-clock:not(:empty)) .lead-menu";
    private const string Menu = ".card-menu:popover-open [role=menuitem]";
    private const string Dark = ".shell:has(.empty h1) .theme-choice button:not([aria-pressed=true])";

    private readonly Scratch scratch = new();
    private int visits;
    private HubProcess? server;
    private IBrowser? browser;
    private IPage? page;

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("board_ready_100k", "ms", Goal.AtMost(1.5)),
    ];

    public override async Task Prepare(Effort effort)
    {
        visits = effort.Of(5, 2);
        server = await HubProcess.Start(scratch.Copy(await OpenLeads.File(effort.Of(100_000, 20_000)), "board.db"));
        browser = await Chromium.Launch();
        page = await browser.NewPageAsync(new()
        {
            BaseURL = server.Address.ToString(),
            ViewportSize = new() { Width = 1600, Height = 900 },
        });
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("[id='Form.Email']", HubProcess.Email);
        await page.FillAsync("[id='Form.Password']", HubProcess.Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("#board");
        await page.AddInitScriptAsync(Watcher);
        await Product();
        await Bare();
    }

    // Pressed twice, a menu closes again: only who waits in vain presses once more.
    public override async Task<double[]> Product() => [await Visits("/", Card, Menu, again: 400)];

    // The button that was pressed is not the one to press any more. It stands there before the server listens: pressed at every frame, no
    // answer comes late.
    public override async Task<double[]> Bare() => [await Visits("/not-found", Dark, "[data-pressed][aria-pressed=true]", again: 0)];

    public override async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        scratch.Dispose();
    }

    /// <param name="again">Milliseconds after which a press without an answer is repeated.</param>
    private async Task<double> Visits(string path, string target, string answer, int again)
    {
        var times = new List<double>();
        for (var i = 0; i < visits; i++)
        {
            await page!.GotoAsync("about:blank");
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
            times.Add(await page.EvaluateAsync<double>("([target, answer, again]) => window.usable(target, answer, again)",
                new object[] { target, answer, again }).WaitAsync(TimeSpan.FromMinutes(1)));
        }
        return Figures.Median(times);
    }

    /// <summary>
    /// Looks at every frame; milliseconds since the page was asked for. Presses as soon as it can, and again if nothing came of it, as
    /// people do.
    /// </summary>
    private const string Watcher = """
        // Nothing is chosen yet: the button is not pressed before it is.
        localStorage.removeItem("hub-theme");
        window.usable = (target, answer, again) => new Promise(done => {
          let pressed = 0;
          const look = () => {
            const now = performance.now();
            if (pressed && document.querySelector(answer)) return done(now);
            const button = (!pressed || now - pressed >= again) && [...document.querySelectorAll(target)].find(e => e.checkVisibility());
            if (button) {
              pressed = now;
              button.setAttribute("data-pressed", "");
              button.click();
            }
            requestAnimationFrame(look);
          };
          look();
        });
        """;
}
