using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A killed process cannot tell what is on the disk from what the system still holds; the calls that it makes can.</summary>
public sealed partial class DurabilityTests
{
    private const int Commands = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Between_a_command_and_its_answer_lies_a_sync_of_the_log(int callers)
    {
        await using var server = await HubServer.Start();
        var answered = new List<(double Sent, double Answered)>();
        string[] calls;
        await using (var strace = await Strace.Attach(server, "-e", "trace=fsync,fdatasync", "-P", server.File + "-wal"))
        {
            await Task.WhenAll(Enumerable.Range(0, callers)
                .Select(caller => Call(server, caller, Commands / callers / (callers == 1 ? 6 : 1), answered)));
            calls = await strace.Detach();
        }

        var syncs = calls.Select(Sync).OfType<(double From, double To)>().ToList();
        foreach (var (sent, told) in answered)
            syncs.ShouldContain(sync => sync.From >= sent && sync.To <= told,
                $"a command sent at {sent}, answered at {told}, among {syncs.Count} syncs");
        if (callers == 1)
            syncs.Count.ShouldBeGreaterThanOrEqualTo(answered.Count);
    }

    private static async Task Call(HubServer server, int caller, int times, List<(double, double)> answered)
    {
        for (var i = 0; i < times; i++)
        {
            var sent = Now();
            (await server.Api.PostAsJsonAsync("api/v1/leads", new { email = $"p{caller}-{i}@example.com" })).EnsureSuccessStatusCode();
            lock (answered)
                answered.Add((sent, Now()));
        }
    }

    private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>A sync that was carried out; null: the beginning of one, or one that failed.</summary>
    private static (double From, double To)? Sync(string line)
    {
        if (Done().Match(line) is not { Success: true } match)
            return null;
        double Number(string group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        // A call that others interrupted in the list stands there when it ends, another when it begins.
        return match.Groups["resumed"].Success
            ? (Number("at") - Number("took"), Number("at")) : (Number("at"), Number("at") + Number("took"));
    }

    [GeneratedRegex(@"^\d+ +(?<at>[\d.]+) (?<resumed><\.\.\. )?f(data)?sync.* = 0 <(?<took>[\d.]+)>$")]
    private static partial Regex Done();
}
