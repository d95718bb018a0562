using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Imports.Choosing;

namespace SmarketingHub.Web.Tests.Imports;

/// <summary>A profile as a page changes it.</summary>
public sealed class ProfileChoicesTests
{
    [Fact]
    public void A_column_is_mapped_left_out_and_free_again_however_it_is_written()
    {
        var profile = new ImportProfile().WithColumn("Who", "name").WithColumn("WHO", "");

        profile.Columns.ShouldBe(new Dictionary<string, string> { ["WHO"] = "" });
        profile.FieldOf("who").ShouldBe("");
        profile.WithColumn("who", null).ToJson().ShouldBe("{}");
    }

    [Theory]
    [InlineData("stage", "Ready", "Won")]
    [InlineData("owner", "ann@hub.example", "bob@hub.example")]
    [InlineData("country", "PL", "DE")]
    [InlineData("holder", "marketing", "sales")]
    public void A_word_gets_a_meaning_another_one_and_none(string field, string first, string then)
    {
        var profile = new ImportProfile().WithWord(field, "Foo", first).WithWord(field, "foo", then);

        profile.MeaningOf(field, "FOO").ShouldBe(then);
        ImportProfile.Parse(profile.ToJson()).MeaningOf(field, "Foo").ShouldBe(then);
        profile.WithWord(field, "Foo", null).ToJson().ShouldBe("{}");
    }

    [Theory]
    [InlineData("03/04/2025", "dd/MM/yyyy 2025-04-03", "MM/dd/yyyy 2025-03-04")]
    [InlineData("3-4-2025 14:05", "dd-MM-yyyy 2025-04-03", "MM-dd-yyyy 2025-03-04")]
    [InlineData("01/02/03", "dd/MM/yy 2003-02-01", "MM/dd/yy 2003-01-02", "yy/MM/dd 2001-02-03")]
    [InlineData("22.03.15", "dd.MM.yy 2015-03-22", "MM.dd.yy ", "yy.MM.dd 2022-03-15")]
    [InlineData("next week")]
    public void A_day_that_could_be_two_has_the_formats_that_it_could_have(string example, params string[] formats) =>
        DateOrders.Of(example).Select(format => $"{format} {DateOrders.Read(example, format):yyyy-MM-dd}").ShouldBe(formats);
}
