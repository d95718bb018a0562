namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A disk of 4 MB in memory, which only root may mount.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    internal string Folder { get; }

    internal static async Task<SmallDisk> Mount()
    {
        var disk = Path.Combine(Directory.CreateTempSubdirectory("hub-disk").FullName, "disk");
        Directory.CreateDirectory(disk);
        await Mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", disk);
        return new(Directory.CreateDirectory(Path.Combine(disk, "hub")).FullName);
    }

    /// <summary>Leaves no room, until it is disposed.</summary>
    internal IAsyncDisposable Fill()
    {
        var file = Path.Combine(Path.GetDirectoryName(Folder)!, "ballast");
        using var ballast = File.Create(file, bufferSize: 0);
        try
        {
            while (true)
                ballast.Write(new byte[4096]);
        }
        catch (IOException)
        {
            return new Undo(() =>
            {
                File.Delete(file);
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>One file, or the whole disk, until it is disposed.</summary>
    internal async Task<IAsyncDisposable> ReadOnly(string? file = null)
    {
        if (file is null)
            await Mount("-o", "remount,ro", Path.GetDirectoryName(Folder)!);
        else
        {
            await Mount("--bind", file, file);
            await Mount("-o", "remount,bind,ro", file);
        }
        return new Undo(async () =>
        {
            if (file is null)
                await Mount("-o", "remount,rw", Path.GetDirectoryName(Folder)!);
            else
                await Published.Run("umount", ["-l", file]);
        });
    }

    private static async Task Mount(params string[] arguments)
    {
        var mount = await Published.Run("mount", arguments);
        mount.ExitCode.ShouldBe(0, $"This test mounts a disk of its own: run it as root. {mount.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        var disk = Path.GetDirectoryName(Folder)!;
        await Published.Run("umount", ["-l", disk]);
        Directory.Delete(Path.GetDirectoryName(disk)!, recursive: true);
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}
