using NodaTime;
using NodaTime.Text;

namespace SmarketingHub.Engine.Backups;

/// <summary>A whole backup in the folder.</summary>
/// <param name="At">The moment of its name: what it has is not older.</param>
public sealed record BackupFile(string Path, Instant At, long Bytes)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>
/// The folder's backups of one file, told by their names: <c>hub-20261130T013000Z.db</c>. One that is being written has another name until
/// it is whole, and what is called otherwise is none of ours.
/// </summary>
internal sealed class BackupFolder(string folder, string file)
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private string Prefix { get; } = Path.GetFileNameWithoutExtension(file) + "-";
    private string Ending { get; } = Path.GetExtension(file) is { Length: > 0 } ending ? ending : ".db";

    internal string NameAt(Instant at) => Path.Combine(folder, Prefix + Moment.Format(at) + Ending);

    /// <summary>The newest first; none where there is no folder.</summary>
    internal IReadOnlyList<BackupFile> All() => !Directory.Exists(folder) ? [] :
        [.. new DirectoryInfo(folder).EnumerateFiles(Prefix + "*" + Ending)
            .Select(found => MomentOf(found.Name) is { } at ? new BackupFile(found.FullName, at, found.Length) : null)
            .OfType<BackupFile>().OrderByDescending(backup => backup.At)];

    /// <summary>What a process left that ended while it wrote one.</summary>
    internal void RemoveHalves()
    {
        foreach (var half in Directory.EnumerateFiles(folder, Prefix + "*" + Ending + ".part*"))
            if (MomentOf(Path.GetFileName(half)[..^(half.Length - half.LastIndexOf(".part", StringComparison.Ordinal))]) is not null)
                File.Delete(half);
    }

    /// <summary>Makes the folder, for this user alone: what is in it is as personal as the file.</summary>
    internal void Make()
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Held while one is made; null: another process makes one.</summary>
    internal FileStream? TryTake()
    {
        try
        {
            return new(Path.Combine(folder, "." + Prefix + "backup"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (Data.FileInUse.IsTaken(error))
        {
            return null;
        }
    }

    /// <summary>In bytes.</summary>
    internal long Room() => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    private Instant? MomentOf(string name) =>
        name.Length > Prefix.Length + Ending.Length && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Ending, StringComparison.Ordinal)
            && Moment.Parse(name[Prefix.Length..^Ending.Length]) is { Success: true } at
            ? at.Value : null;
}
