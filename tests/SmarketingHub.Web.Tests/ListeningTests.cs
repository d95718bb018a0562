using System.Text.RegularExpressions;

namespace SmarketingHub.Web.Tests;

/// <summary>Components that are told of changes.</summary>
public sealed partial class ListeningTests
{
    private static readonly string Features = Path.Combine(AppContext.BaseDirectory, "../../../../../src/SmarketingHub.Web/Features");

    // Who is disposed while it waits would listen for ever: nobody takes it off the list any more.
    [Fact]
    public void Nobody_begins_to_listen_after_waiting_for_something()
    {
        var begun = (from kind in new[] { "*.razor", "*.cs" }
                     from file in Directory.EnumerateFiles(Features, kind, SearchOption.AllDirectories)
                     let text = File.ReadAllText(file)
                     from Match begins in Begins().Matches(text)
                     let method = text[Members().Matches(text[..begins.Index]).Last().Index..begins.Index]
                     select (Where: $"{Path.GetFileName(file)}: {begins.Value}",
                         Waits: method.Contains("await ", StringComparison.Ordinal))).ToList();

        begun.Count.ShouldBeGreaterThan(10);
        begun.Where(b => b.Waits).Select(b => b.Where).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\w+\.(?:Changed|Rang) \+= \w+")]
    private static partial Regex Begins();

    [GeneratedRegex(@"^\s+(?:private|protected|public|internal)\b", RegexOptions.Multiline)]
    private static partial Regex Members();
}
