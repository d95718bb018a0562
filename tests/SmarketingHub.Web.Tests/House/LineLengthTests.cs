using SmarketingHub.Domain.Tests;

namespace SmarketingHub.Web.Tests.House;

/// <summary>A line is read whole, without scrolling.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    private static readonly string[] Folders = ["src", "tests", "wwwroot-assets", "findings"];
    private static readonly string[] Kinds = [".cs", ".razor", ".css", ".js", ".mjs"];

    // What the build or a tool writes is read by nobody.
    private static readonly string[] Generated = ["obj", "bin", "node_modules", "Migrations"];

    [Fact]
    public void No_line_of_source_is_longer_than_140_characters() => Sources()
        .SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line.Length, Place: $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}")))
        .Where(line => line.Length > Longest).Select(line => $"{line.Place} has {line.Length}").ShouldBeEmpty();

    [Fact]
    public void All_source_is_looked_at() => Sources().Select(Path.GetExtension).Distinct().Order()
        .ShouldBe([".cs", ".css", ".js", ".razor"]);

    private static IEnumerable<string> Sources() => Folders.Select(folder => Path.Combine(Repository.Root, folder))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(file => Kinds.Contains(Path.GetExtension(file)))
        .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(Generated.Contains));
}
