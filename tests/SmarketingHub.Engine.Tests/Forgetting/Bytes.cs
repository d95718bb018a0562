using System.Text;

namespace SmarketingHub.Engine.Tests.Forgetting;

/// <summary>What stands in the raw files, whatever SQLite says is in them.</summary>
internal static class Bytes
{
    /// <summary>Which of these words stand in which file of the folder, in any case, as UTF-8 or UTF-16.</summary>
    internal static List<string> Holding(string folder, IReadOnlyCollection<string> words)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = Read(file);
            string[] texts =
            [
                Encoding.UTF8.GetString(bytes),
                Encoding.Unicode.GetString(bytes),
                Encoding.Unicode.GetString(bytes.AsSpan(Math.Min(1, bytes.Length))),
            ];
            found.AddRange(words.Where(word => texts.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
                .Select(word => $"{Path.GetFileName(file)}: {word}"));
        }
        return found;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
