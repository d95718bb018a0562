using System.Text;
using CsCheck;
using SmarketingHub.Domain.Places;

namespace SmarketingHub.Domain.Tests;

/// <summary>The framework throws at some texts that anybody can send.</summary>
public class UnicodeFormsTests
{
    private static readonly NormalizationForm[] Forms = Enum.GetValues<NormalizationForm>();

    private static readonly Gen<string> Hostile = Gen.OneOf(Gen.String,
        Gen.String[Gen.Char["\uFFFE\uFFFF\uD800\uDC00\uDBFF\uFDD0 aé\u0301\uFB01"], 0, 12]);

    [Fact]
    public void Every_text_has_every_form_and_whole_texts_have_the_frameworks() =>
        Gen.Select(Hostile, Gen.Int[0, Forms.Length - 1]).Sample((text, at) =>
        {
            var formed = text.In(Forms[at]);
            formed.In(Forms[at]).ShouldBe(formed);
            if (PlainText.IsWhole(text) && !text.Contains('\uFFFE'))
                formed.ShouldBe(text.Normalize(Forms[at]));
        });

    [Fact]
    public void No_text_breaks_the_search_for_a_country() => Hostile.Sample(text =>
    {
        Countries.CodeOf($"{text}\uFFFE").ShouldBeNull();
        Countries.Comparer.Equals(text, "PL").ShouldBe(Countries.CodeOf(text) == "PL");
        Countries.Comparer.GetHashCode(text).ShouldBe(Countries.Comparer.GetHashCode(new string(text)));
    });
}
