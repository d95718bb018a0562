using SmarketingHub.Engine.Tests.Simulation;

namespace SmarketingHub.Engine.Tests;

/// <summary>The tests, or with <c>simulate</c> the simulation alone.</summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["simulate", .. var options] => await Simulate.Run(options),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args,
                SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
