namespace SmarketingHub.Engine.Data;

/// <summary>
/// A mark beside the file, held while a process works on it: many share it; a restore and an upgrade need it alone.
/// The system lets go of it when the process dies, however it dies.
/// </summary>
public sealed class FileInUse(string connection) : IDisposable
{
    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private FileStream? mark;

    /// <summary>Beside others. Waits some seconds for a restore or an upgrade that goes on.</summary>
    /// <exception cref="UnusableFile">It went on for longer, or the folder cannot be used.</exception>
    public Task Share() =>
        Wait(FileAccess.Read, FileShare.Read, "The file is being restored or brought to this version; try again when that is done.");

    /// <summary>Alone; waits some seconds for commands that are about to end.</summary>
    /// <exception cref="UnusableFile">Somebody works on it for longer, or the folder cannot be used.</exception>
    public Task Alone() => Wait(FileAccess.ReadWrite, FileShare.None, Busy);

    /// <summary>Alone, now or not at all.</summary>
    /// <exception cref="UnusableFile">Somebody works on it, or the folder cannot be used.</exception>
    public void AloneNow()
    {
        if (!TryTake(FileAccess.ReadWrite, FileShare.None))
            throw new UnusableFile(Busy);
    }

    public void Dispose()
    {
        mark?.Dispose();
        mark = null;
    }

    private const string Busy = "A server or another command runs on this file; stop it first.";

    private async Task Wait(FileAccess access, FileShare share, string busy)
    {
        Dispose();
        using var timer = new PeriodicTimer(Pause);
        for (var i = 0; !TryTake(access, share); i++)
        {
            if (i == Attempts)
                throw new UnusableFile(busy);
            await timer.WaitForNextTickAsync();
        }
    }

    private bool TryTake(FileAccess access, FileShare share)
    {
        var file = DataFile.Of(connection);
        try
        {
            mark = new(file + ".in-use", FileMode.OpenOrCreate, access, share);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            throw new UnusableFile($"There is no folder {Path.GetDirectoryName(file)}.");
        }
        catch (Exception error) when (error is UnauthorizedAccessException || error is IOException && !IsTaken(error))
        {
            throw new UnusableFile($"The folder {Path.GetDirectoryName(file)} cannot be written by this user: {error.Message}", error);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // EWOULDBLOCK of Linux and of macOS; a sharing violation of Windows.
    internal static bool IsTaken(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
