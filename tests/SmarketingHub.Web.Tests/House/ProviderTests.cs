using System.Text.RegularExpressions;
using SmarketingHub.Domain.Tests;

namespace SmarketingHub.Web.Tests.House;

/// <summary>What one database alone understands stands in its provider's folder: a second one comes beside it.</summary>
public sealed partial class ProviderTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    // Where the provider is chosen, and where its errors are told apart.
    private static readonly string[] Doors = ["services.AddSqlite(", "SqliteProvider.OpenFile(", "SqliteFault.Of("];

    [Fact]
    public void Nothing_but_its_own_folder_speaks_sqlite() => Lines(inFolder: false).ShouldBeEmpty();

    [Fact]
    public void Its_own_folder_does() => Lines(inFolder: true).Count().ShouldBeGreaterThan(20);

    private static IEnumerable<string> Lines(bool inFolder) =>
        from file in Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor"
        let name = Path.GetRelativePath(Source, file).Replace('\\', '/')
        where !name.Split('/').Any(part => part is "obj" or "bin" or "Migrations")
            && name.StartsWith("SmarketingHub.Engine/Data/Sqlite/", StringComparison.Ordinal) == inFolder
        from line in File.ReadLines(file)
        where Own().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            && !Doors.Any(door => line.Contains(door, StringComparison.Ordinal))
        select $"{name}: {line.Trim()}";

    [GeneratedRegex(@"Sqlite|SQLitePCL|\bsqlite_|\bPRAGMA\b|\bpragma_|\browid\b|INSERT OR |ON CONFLICT|\bjson_|\bstrftime\b"
        + @"|\binstr\(|\bGLOB\b|\bVACUUM\b")]
    private static partial Regex Own();
}
