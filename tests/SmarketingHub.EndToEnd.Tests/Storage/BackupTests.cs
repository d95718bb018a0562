using SmarketingHub.EndToEnd.Tests.Crash;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>Backups that the server makes by itself, and the way back from one.</summary>
public sealed class BackupTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task From_a_backup_that_was_made_under_load_everything_of_then_comes_back()
    {
        var folder = Directory.CreateTempSubdirectory("hub-backups").FullName;
        await using var server = await HubServer.Start(variables: Settings(folder), with: connection => ShortClocks.Install(connection));
        var client = new Client(server);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            // As fast as many people write, not as fast as the machine can: it goes on until the server's own next backup.
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync())
                (await client.Take()).ShouldBeTrue();
        }, TestContext.Current.CancellationToken);
        // The first may be older than the load. Whoever removes it gets another within a minute.
        await Poll.Until(() => Task.FromResult(Whole(folder).Count > 0), Enough, () => server.Log);
        File.Delete(Whole(folder)[0]);
        await Poll.Until(() => Task.FromResult(Whole(folder).Count > 0), Enough, () => server.Log);
        var backup = Whole(folder)[0];

        var refused = await server.Command("restore", backup);
        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.ShouldContain("stop it first");
        await stop.CancelAsync();
        await load;
        await server.Kill();
        var (sequence, leads) = Read(backup);
        leads.ShouldBeGreaterThan(0, "it was made under load");

        var restored = await server.Command("restore", backup);
        restored.ExitCode.ShouldBe(0, restored.Output);
        var verified = await server.Command("verify");
        verified.ExitCode.ShouldBe(0, verified.Output);
        verified.Output.ShouldContain($"sequence {sequence}");
        await server.Run();
        (await server.Get("api/v1/board")).GetProperty("sequence").GetInt64().ShouldBeGreaterThanOrEqualTo(sequence);
        (await new Client(server).Take()).ShouldBeTrue();
        server.ShouldVerify();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task On_a_full_disk_no_half_backup_stays_and_it_is_made_when_there_is_room()
    {
        await using var disk = await SmallDisk.Mount();
        HubServer server;
        await using (disk.Fill())
        {
            server = await HubServer.Start(variables: Settings(disk.Folder));
            await Poll.Until(() => Task.FromResult(server.Log.Contains("it is tried again", StringComparison.Ordinal)), Enough,
                () => server.Log);
            Directory.GetFiles(disk.Folder, "hub-*").ShouldBeEmpty();
            (await new Client(server).Take()).ShouldBeTrue("the file's own disk is another");
            (await server.Get("readyz")).GetProperty("status").GetString().ShouldBe("ready");
        }
        await using (server)
        {
            await Poll.Until(() => Task.FromResult(Whole(disk.Folder).Count > 0), Enough, () => server.Log);
            Read(Whole(disk.Folder)[0]).Leads.ShouldBe(1);
        }
    }

    private static Dictionary<string, string> Settings(string folder) => new()
    {
        ["Backup__Folder"] = folder,
        ["Backup__Every"] = "1h",
    };

    private static IReadOnlyList<string> Whole(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "hub-????????T??????Z.db") : [];

    private static (long Sequence, int Leads) Read(string backup)
    {
        using var rows = DataFile.Open(backup);
        var leads = rows.Leads.Count();
        var found = Verifier.Verify(rows);
        found.Problems.ShouldBeEmpty();
        return (found.Sequence, leads);
    }
}
