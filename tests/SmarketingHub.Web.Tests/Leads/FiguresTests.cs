using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Tests.Leads;

/// <summary>What is typed where a number is asked for.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData("en", "650k", 650_000)]
    [InlineData("en", "1.2M", 1_200_000)]
    [InlineData("en", "1,500", 1_500)]
    [InlineData("en", "1,234,567.5", 1_234_567.5)]
    [InlineData("en", "10'000", 10_000)]
    [InlineData("en", "1,5", 1.5)]
    [InlineData("en", " 12. ", 12)]
    [InlineData("en", "-5", -5)]
    [InlineData("es", "12.500,50", 12_500.5)]
    [InlineData("es", "1.500", 1_500)]
    [InlineData("es", "20 mil", 20_000)]
    [InlineData("pl", "10\u00a0000", 10_000)]
    [InlineData("pl", "10\u202f000,5", 10_000.5)]
    [InlineData("pl", "1,5", 1.5)]
    [InlineData("pl", ",5", 0.5)]
    [InlineData("pl", "12 tys.", 12_000)]
    [InlineData("pl", "1,2 mln", 1_200_000)]
    [InlineData("ru", "1 000 000", 1_000_000)]
    [InlineData("ru", "650 тыс.", 650_000)]
    [InlineData("ru", "1,5 млн", 1_500_000)]
    public void A_number_is_taken_as_people_of_the_language_type_it(string language, string typed, double number) =>
        In(language, () => Figures.Read(typed, "amount").ShouldBe((decimal)number));

    [Theory]
    [InlineData("en", "1.500")]
    [InlineData("es", "1,500")]
    [InlineData("pl", "1,500")]
    [InlineData("ru", "0.500")]
    [InlineData("en", "1,500k")]
    public void What_could_be_one_of_two_numbers_is_neither(string language, string typed) =>
        In(language, () => Should.Throw<InvalidArgument>(() => Figures.Read(typed, "amount")).Message.ShouldBe(Figures.TwoWays));

    [Theory]
    [InlineData("much")]
    [InlineData("12 34")]
    [InlineData("1,2,3")]
    [InlineData("1,234.567")]
    [InlineData("1.2345")]
    [InlineData("5m")]
    [InlineData("20 mil")]
    [InlineData("k")]
    [InlineData("-")]
    [InlineData("12 EUR 5")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_says_what_would_be_one(string typed) =>
        In("en", () => Should.Throw<InvalidArgument>(() => Figures.Read(typed, "amount")).Message.ShouldBe(Figures.NoNumber));

    [Fact]
    public void What_is_written_is_read_back_in_every_language()
    {
        foreach (var language in (string[])["en", "es", "pl", "ru"])
            In(language, () =>
            {
                foreach (var amount in (decimal[])[0, 0.5m, 12.25m, 1_500, 240_000, 1_234_567.5m])
                    Figures.Read(Figures.Write(amount), "amount").ShouldBe(amount);
            });
    }

    [Theory]
    [InlineData("1,5", LengthUnit.Hours, "PT90M")]
    [InlineData("1 500", LengthUnit.Minutes, "PT1500M")]
    [InlineData("4", LengthUnit.Hours, "PT4H")]
    [InlineData("10", LengthUnit.Days, "P10D")]
    public void A_length_is_a_whole_number_or_hours_to_the_minute(string typed, LengthUnit unit, string length) =>
        In("pl", () => new LengthForm { Number = typed, Unit = unit }.Read("target").ShouldBe(BusinessDuration.Parse(length)));

    [Theory]
    [InlineData("1,5", LengthUnit.Days, "A whole number above zero.")]
    [InlineData("0", LengthUnit.Hours, "A whole number above zero.")]
    [InlineData("soon", LengthUnit.Minutes, "A whole number above zero.")]
    [InlineData("1,33", LengthUnit.Hours, "Hours to the minute, like 1.5 or 1.25.")]
    public void Another_says_what_would_be_right(string typed, LengthUnit unit, string right) =>
        In("pl",
            () => Should.Throw<InvalidArgument>(() => new LengthForm
            {
                Number = typed,
                Unit = unit,
            }.Read("target")).Message.ShouldBe(right));

    private static void In(string language, Action check)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(language);
        try
        {
            check();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
