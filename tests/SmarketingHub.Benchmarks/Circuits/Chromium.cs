using Microsoft.Playwright;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>The browser that is installed.</summary>
internal static class Chromium
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<IBrowser> Launch()
    {
        var path = Known.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "This benchmark needs Chromium: install Debian's package 'chromium', or leave it out with --only.");
        return await (await Playwright.CreateAsync()).Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }
}
