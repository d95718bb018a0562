using SmarketingHub.Domain.Tests;

namespace SmarketingHub.Web.Tests.House;

/// <summary>
/// The floors of a project, the roof first, as <c>docs/design.md</c> draws them; folders of one floor do not know each other.
/// </summary>
internal static class Floors
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(string project) =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "design.md"))
            .SkipWhile(line => !line.StartsWith($"| `{project}`", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(row => row.Split('|')[1].Split(',').Select(folder => folder.Trim(' ', '`')).ToList()),
    ];
}
