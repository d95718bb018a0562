using Microsoft.Data.Sqlite;

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>A folder for one comparison, gone with it; and the cache of fixtures that are built once.</summary>
public sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub-bench");

    /// <summary>A path in it.</summary>
    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>
    /// A fixture under its name, built when it is not there yet. Rename it when what it holds changes;
    /// <c>artifacts/benchmarks</c> may be deleted at any time.
    /// </summary>
    public static async Task<string> Cached(string name, Func<string, Task> build)
    {
        var cache = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "benchmarks")).FullName;
        var file = Path.Combine(cache, name);
        if (File.Exists(file))
            return file;
        // A build that was interrupted must not pass for a fixture.
        var unfinished = Path.Combine(cache, $"{Path.GetRandomFileName()}.unfinished");
        await build(unfinished);
        SqliteConnection.ClearAllPools();
        File.Move(unfinished, file);
        return file;
    }

    /// <summary>A copy of a cached file, to be changed.</summary>
    public string Copy(string cached, string name)
    {
        File.Copy(cached, this[name], overwrite: true);
        return this[name];
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
