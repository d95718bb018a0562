using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>The rules of CLDR for whole numbers, by the numbers that it names itself as samples.</summary>
public sealed class PluralTests
{
    [Theory]
    [InlineData("en", "one", 1)]
    [InlineData("en", "other", 0, 2, 16, 100, 1_000_000)]
    [InlineData("es", "one", 1)]
    [InlineData("es", "many", 1_000_000, 2_000_000)]
    [InlineData("es", "other", 0, 2, 16, 100, 1_000, 1_000_001)]
    [InlineData("pl", "one", 1)]
    [InlineData("pl", "few", 2, 3, 4, 22, 23, 24, 32, 33, 34, 102, 1_002)]
    [InlineData("pl", "many", 0, 5, 11, 12, 13, 14, 19, 20, 21, 25, 31, 100, 101, 112, 1_000_000)]
    [InlineData("ru", "one", 1, 21, 31, 101, 1_001)]
    [InlineData("ru", "few", 2, 3, 4, 22, 23, 24, 102, 1_002)]
    [InlineData("ru", "many", 0, 5, 11, 12, 13, 14, 20, 25, 100, 111, 112, 1_000_000)]
    public void Each_number_has_its_form(string language, string form, params int[] numbers) =>
        numbers.Where(number => Plurals.Form(language, number) != form).ShouldBeEmpty();
}
