using Microsoft.Playwright;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Chromium: the one that is installed, else Playwright's own, else Debian's package when we may install it.</summary>
public static class Browser
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly Lazy<Task<IBrowser>> Once = new(Launch);

    /// <summary>A fresh browser profile: its own cookies, its own storage.</summary>
    public static async Task<IPage> Open(Uri address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = address.ToString();
        options.Locale ??= "en-GB";
        options.TimezoneId ??= "Europe/Warsaw";
        options.ViewportSize ??= new() { Width = 1600, Height = 900 };
        var context = await (await Once.Value).NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        // A busy machine is slow, not wrong: what is expected is waited for as long as a click is.
        Assertions.SetDefaultExpectTimeout(30_000);
        var path = await Find();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    /// <summary>Null: Playwright finds its own.</summary>
    private static async Task<string?> Find()
    {
        if (Known.FirstOrDefault(File.Exists) is { } installed)
            return installed;
        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
            return null;
        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            await Published.Run("apt-get", ["update", "-q"]);
            await Published.Run("apt-get", ["install", "-y", "-q", "chromium"]);
        }
        return Known.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "The browser tests need Chromium: install Debian's package 'chromium' (apt-get install chromium) and run again.");
    }
}
