using System.Diagnostics;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>
/// The product as it was built for these tests, published once a run. CI builds it optimized, so that it is what a user gets.
/// </summary>
public static class Published
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly Lazy<Task<string>> Once = new(Publish);

    /// <summary>The path of the executable's dll.</summary>
    public static Task<string> Dll => Once.Value;

    private static async Task<string> Publish()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published");
        var publish = await Run("dotnet",
            ["publish", Repository.WebProject, "-c", Configuration, "--no-build", "-o", folder, "--nologo", "-v", "q"]);
        publish.ExitCode.ShouldBe(0, publish.Output);
        return Path.Combine(folder, "SmarketingHub.Web.dll");
    }

    public static async Task<(int ExitCode, string Output)> Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
