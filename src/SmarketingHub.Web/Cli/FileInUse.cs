using Microsoft.Data.Sqlite;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary>
/// A mark beside the file, held while a process works on it: many share it, a restore needs it alone.
/// The system lets go of it when the process dies, however it dies.
/// </summary>
public sealed class FileInUse : IDisposable
{
    private readonly FileStream? mark;

    private FileInUse(FileStream? mark) => this.mark = mark;

    /// <exception cref="UnusableFile">A restore is replacing it.</exception>
    public static FileInUse Share(string connection) => Take(connection, FileAccess.Read, FileShare.Read, "The file is being restored; try again when that is done.");

    /// <exception cref="UnusableFile">Somebody works on it.</exception>
    public static FileInUse Alone(string connection) => Take(
        connection, FileAccess.ReadWrite, FileShare.None, "A server or another command runs on this file; stop it first.");

    public void Dispose() => mark?.Dispose();

    private static FileInUse Take(string connection, FileAccess access, FileShare share, string busy)
    {
        var file = new SqliteConnectionStringBuilder(connection) is { Mode: not SqliteOpenMode.Memory } c && c.DataSource is not ("" or ":memory:") ? c.DataSource : null;
        if (file is null)
            return new(null);
        try
        {
            return new(new FileStream(file + ".in-use", FileMode.OpenOrCreate, access, share));
        }
        catch (DirectoryNotFoundException)
        {
            throw new UnusableFile($"There is no folder {Path.GetDirectoryName(Path.GetFullPath(file))}.");
        }
        catch (IOException)
        {
            throw new UnusableFile(busy);
        }
    }
}
