using SmarketingHub.EndToEnd.Tests.Crash;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A disk that takes nothing more, or errs, under the running server.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("pwrite64,write,ftruncate,fallocate", "ENOSPC", "the disk is full")]
    [InlineData("pwrite64,write,ftruncate,fallocate", "EIO", "the disk reports an error")]
    [InlineData("fsync,fdatasync", "EIO", "the disk reports an error")]
    [InlineData("pwrite64,write,ftruncate,fallocate", "EROFS", "the disk reports an error")]
    public async Task While_calls_to_the_disk_fail_commands_are_refused_and_then_go_on(string calls, string error, string because)
    {
        await using var server = await HubServer.Start(with: connection => ShortClocks.Install(connection));
        await Suffer(server, because, async () => await Strace.Attach(
            server, "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}", "-P", server.File, "-P", server.File + "-wal"));
    }

    [Fact]
    public async Task On_a_full_disk_commands_are_refused_until_there_is_room()
    {
        await using var disk = await SmallDisk.Mount();
        await using var server = await HubServer.Start(with: connection => ShortClocks.Install(connection), folder: disk.Folder);
        await Suffer(server, "the disk is full", () => Task.FromResult<IAsyncDisposable>(disk.Fill()));
    }

    private static async Task Suffer(HubServer server, string because, Func<Task<IAsyncDisposable>> begin)
    {
        var client = new Client(server);
        (await client.Take()).ShouldBeTrue();
        await using (await begin())
        {
            // A log that was written before has room of its own for some.
            await Poll.Until(async () => !await client.Take(because), Enough, () => "It was never refused.");
            await client.ReadsGoOn();
            (await client.Take(because)).ShouldBeFalse();
            server.Log.ShouldContain(because);
        }
        await Poll.Until(() => client.Take(), Enough, () => $"It does not go on:\n{server.Log}");
        (await client.Take()).ShouldBeTrue();
        await server.Kill();
        await server.Run();
        (await client.Take()).ShouldBeTrue();
        await Rules.Hold(server, client);
    }
}
