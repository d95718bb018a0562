using System.Globalization;
using System.Resources;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests;

public sealed class RefusalTextsTests
{
    private static readonly Lazy<PhraseSources> Sources = new(() => new());

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("pl")]
    [InlineData("ru")]
    public void Every_refusal_that_a_page_can_meet_is_translated(string language)
    {
        var texts = new ResourceManager("SmarketingHub.Web.Resources.Texts", typeof(Texts).Assembly);
        var known = texts.GetResourceSet(CultureInfo.GetCultureInfo(language == "en" ? "" : language), createIfNotExists: true,
            tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        Sources.Value.Formats.Count.ShouldBeGreaterThan(150);
        if (language == "en")
            // English is the name itself, but for braces.
            known = Sources.Value.Formats.ToDictionary(format => format, format => known.GetValueOrDefault(format, format));
        Sources.Value.Formats.Where(format => !known.ContainsKey(format)).Order().ShouldBeEmpty();
        // What goes into it stands in the other language too.
        Sources.Value.Formats.Where(format => !Places(format).SetEquals(Places(known[format]))).ShouldBeEmpty();
    }

    [Fact]
    public void What_goes_into_a_refusal_is_kept_apart_from_its_text() => Sources.Value.Formatted.ShouldBeEmpty();

    private static HashSet<string> Places(string format) =>
        [.. System.Text.RegularExpressions.Regex.Matches(format.Replace("{{", "", StringComparison.Ordinal), @"\{([0-9])")
            .Select(m => m.Groups[1].Value)];
}
