using System.Globalization;
using System.Resources;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests;

public sealed class TextsTests
{
    private static HashSet<string> Keys(string language)
    {
        var texts = new ResourceManager("SmarketingHub.Web.Resources.Texts", typeof(Texts).Assembly);
        var set = texts.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
        return [.. set.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ru")]
    public void Every_language_has_every_text(string language)
    {
        var (these, others) = (Keys(language), Keys("pl"));
        these.Except(others).Concat(others.Except(these)).ShouldBeEmpty();
    }
}
