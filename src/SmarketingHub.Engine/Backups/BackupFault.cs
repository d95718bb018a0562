using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Backups;

/// <summary>The folder has too little room for a backup, which is known before it is full.</summary>
internal sealed class NoRoom(long needed, long left) : IOException($"A backup needs {needed} bytes, and {left} are left.")
{
    internal long Needed { get; } = needed;
    internal long Left { get; } = left;
}

/// <summary>A copy was made that does not read as a whole file.</summary>
internal sealed class NotWhole(string damage) : IOException(damage);

/// <summary>Why there is no backup, in words.</summary>
internal static class BackupFault
{
    private const int DiskFull = 28;
    private const int ReadOnly = 30;

    internal static Phrase Of(Exception error, string folder)
    {
        switch (error)
        {
            case NoRoom room:
                return $"There is too little room in {folder}: {Megabytes(room.Needed)} MB are needed, {Megabytes(room.Left)} MB are left.";
            case NotWhole: return "The copy did not read as a whole file, and was thrown away: the server's log says more.";
            case UnauthorizedAccessException or IOException { HResult: ReadOnly }:
                return $"The folder {folder} cannot be written by this user.";
            case IOException { HResult: DiskFull or unchecked((int)0x80070070) }: return $"The disk of {folder} is full.";
            case DirectoryNotFoundException: return $"There is no folder {folder}.";
            case IOException: return $"{folder} cannot be written, or is no folder: the server's log says more.";
        }
        if (FileFault.Of(error) is { } reason)
            return $"The file or its copy in {folder}: {Phrase.Of(reason)}.";
        return $"A fault of the program, or of what is stored ({error.GetType().Name}): the server's log says more.";
    }

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
