using SmarketingHub.EndToEnd.Tests.Crash;
using SmarketingHub.EndToEnd.Tests.Upgrade;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace SmarketingHub.EndToEnd.Tests;

/// <summary>The tests; or with <c>crash --times N --seed N</c> as many kills as one likes. <c>upgrade</c> is for a test.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["crash", .. var options] => CrashRun.Command(options),
        ["upgrade", var connection, var at] => NextVersion.Command(connection, at),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
