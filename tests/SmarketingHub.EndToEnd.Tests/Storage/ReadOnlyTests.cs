namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A file or a folder that may only be read; while a server runs on it, see <see cref="FaultTests"/>.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task What_cannot_be_written_is_told_at_the_start_in_one_line()
    {
        await using var disk = await SmallDisk.Mount();
        await using var server = await HubServer.Start(folder: disk.Folder);
        await server.Kill();

        await using (await disk.ReadOnly(server.File))
            await Refused(server);
        await using (await disk.ReadOnly())
        {
            await Refused(server);
            server.FileName = "missing.db";
            await Refused(server);
        }
    }

    private static async Task Refused(HubServer server)
    {
        var ran = await server.Command("serve");
        ran.ExitCode.ShouldBe(1, ran.Output);
        ran.Output.Trim().ShouldContain("cannot be written by this user");
        ran.Output.Trim().ShouldNotContain("\n");
    }
}
