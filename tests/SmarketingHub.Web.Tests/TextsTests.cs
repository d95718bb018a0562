using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Features.Telling;
using SmarketingHub.Web.Features.Telling.Nightly;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests;

public sealed partial class TextsTests
{
    private static readonly string Web = Path.Combine(AppContext.BaseDirectory, "../../../../../src/SmarketingHub.Web");

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

    [Fact]
    public void Every_text_that_a_page_asks_for_is_translated()
    {
        var known = Keys("pl");
        var sources = new[] { "*.razor", "*.cs" }.SelectMany(kind => Directory.EnumerateFiles(Web, kind, SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        sources.SelectMany(file => Asked().Matches(File.ReadAllText(file))
            .Select(m => Regex.Unescape(string.Concat(m.Groups["text"].Captures.Select(c => c.Value))))).Distinct()
            .Where(text => !known.Contains(text)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_of_a_table_is_translated()
    {
        IEnumerable<string?> asked =
        [
            .. LeadFields.All.Where(field => field.IsTyped)
                .Select(field => field.Kind == FieldKind.Money ? $"{field.Label} in {{0}}" : field.Label),
            .. LeadFields.Facts.Select(field => $"fact: {field.Key}"),
            .. Condition.Criteria.Where(criterion => criterion != Criterion.Grades).Select(criterion => criterion.Label),
            .. BreachCause.Starters.Select(cause => cause.Name),
            .. NoticeRule.All.SelectMany(rule => new[] { rule.Text, rule.TextWithoutDay }),
            .. TriggerView.All.SelectMany(view => new[] { view.Label, view.WordsLabel, view.UntilLabel, view.Said, view.HandoffSaid }),
            .. PromiseKind.All.SelectMany(kind => new[] { $"add: {kind.Promise}", $"clock: {kind.Promise}" })
                .Select(text => text.ToLowerInvariant()),
            .. ReportPage.All.SelectMany(page => new[] { page.Title, page.Lead }),
            .. MeasureKind.All.Select(kind => $"add: {kind.Measure}".ToLowerInvariant()),
            .. NoticeComposer.Counted.Concat(NightlyComposer.Counted)
                .SelectMany(what => Plurals.Forms.Select(form => $"count: {what} {form}")),
        ];
        asked.OfType<string>().Except(Keys("pl")).ShouldBeEmpty();
    }

    // Names that differ in case alone are one to the resource compiler, which leaves the second out.
    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.es.resx")]
    [InlineData("Texts.pl.resx")]
    [InlineData("Texts.ru.resx")]
    public void Every_text_stands_there_once(string file) =>
        XDocument.Load(Path.Combine(Web, "Resources", file)).Root!.Elements("data")
            .GroupBy(e => e.Attribute("name")!.Value, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    // A long text stands in several lines, joined.
    [GeneratedRegex("""\b[Ll]\[\s*"(?<text>(?:[^"\\]|\\.)*)["](?:\s*\+\s*"(?<text>(?:[^"\\]|\\.)*)["])*""")]
    private static partial Regex Asked();
}
