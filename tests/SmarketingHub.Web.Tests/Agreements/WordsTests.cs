using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests.Agreements;

public sealed class WordsTests
{
    private static readonly IStringLocalizer<Texts> L =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>();

    private static readonly ConditionInputs Inputs = new(L, new(() => new(new Dictionary<Criterion, IReadOnlyList<string>>
    {
        [Criterion.Sources] = ["demo-request", "webinar"],
        [Criterion.Countries] = ["PL"],
    })), "EUR");

    private static readonly Condition Everything = new()
    {
        Sources = ["demo-request"],
        Grades = ["A", "B"],
        Countries = ["PL", "DE", "AT", "CH"],
        Products = ["Scale"],
        Segments = ["enterprise"],
        BusinessUnits = ["North"],
        WorthOver = 10_000,
    };

    [Fact]
    public void A_condition_reads_as_people_say_it() => In("en-GB", () =>
    {
        L.Leads(Condition.Every, "EUR").ShouldBe("every lead");
        L.Leads(new() { Grades = ["A"], Sources = ["demo-request"], Countries = ["PL"], WorthOver = 10_000 }, "EUR")
            .ShouldBe("grade A demo requests from Poland worth over €10k");
        L.Leads(new() { Sources = ["webinar"] }, "EUR").ShouldBe("Webinar leads");
        L.Leads(Everything, "EUR")
            .ShouldBe(
                "grade A or B demo requests for Scale from DACH or Poland of the segment enterprise of the business unit North worth over "
                    + "€10k");
    });

    [Theory]
    [InlineData("es", "solicitudes de demo de grado A de Polonia por más de 10 mil €")]
    [InlineData("pl", "prośby o demo klasy A (kraj: Polska) o wartości ponad 10 tys. €")]
    [InlineData("ru", "запросы демо класса A (Польша) дороже 10 тыс. €")]
    public void In_every_language(string language, string said) => In(language, () =>
        L.Leads(new() { Grades = ["A"], Sources = ["demo-request"], Countries = ["PL"], WorthOver = 10_000 }, "EUR").Replace('\u00a0', ' ')
            .Replace('\u202f', ' ').ShouldBe(said));

    [Fact]
    public void A_region_is_named_when_all_its_countries_are_meant()
    {
        In("en-GB", () =>
        {
            foreach (var region in Regions.Named)
                L.Places(region.Countries).ShouldBe([region.Name]);
            L.Places(["DE", "AT"]).ShouldBe(["Germany", "Austria"]);
        });
        Regions.Named.SelectMany(r => r.Countries).ShouldAllBe(code => code.Length == 2);
        Regions.Named[0].Countries.Count.ShouldBeLessThan(300);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("pl")]
    [InlineData("ru")]
    public void What_is_read_from_a_condition_writes_the_same_condition(string language) => In(language, () =>
    {
        foreach (var condition in (Condition[])[Condition.Every, new() { Countries = Regions.Named[0].Countries, WorthOver = 1234.5m },
            Everything])
        {
            var written = Inputs.Write(Inputs.Read(condition), condition);
            written.Countries.Order().ShouldBe(condition.Countries.Order());
            (written with { Countries = condition.Countries }).SetEquals(condition).ShouldBeTrue();
        }
    });

    [Theory]
    [InlineData("en", "Fiji", "Bhutan")]
    [InlineData("es", "Fiyi", "Bután")]
    [InlineData("pl", "Fidżi", "Bhutan")]
    [InlineData("ru", "Фиджи", "Бутан")]
    public void A_country_is_named_in_the_viewers_language_and_found_by_that_name(string language, string fiji, string bhutan) =>
        In(language, () =>
        {
            (CountryNames.Of("FJ"), CountryNames.Of("BT"), CountryNames.Of("UK")).ShouldBe((fiji, bhutan, CountryNames.Of("GB")));
            var typed = Inputs.Read(Condition.Every);
            typed["countries"] = $"{fiji.ToUpper(CultureInfo.CurrentCulture)}; {bhutan}; Swaziland; gbr";
            Inputs.Write(typed, Condition.Every).Countries.ShouldBe(["FJ", "BT", "SZ", "GB"]);
            CountryNames.Of("Q9").ShouldBe("Q9");
        });

    [Fact]
    public void What_is_no_country_is_named_and_nothing_is_guessed() => In("en", () =>
    {
        var typed = Inputs.Read(Condition.Every);
        typed["countries"] = "Poland, Atlantis";
        var wrong = Should.Throw<InvalidArgument>(() => Inputs.Write(typed, Condition.Every));
        wrong.Field.ShouldBe("countries");
        wrong.Message.ShouldContain("Atlantis");

        typed["countries"] = "dach; uk";
        Inputs.Write(typed, Condition.Every).Countries.ShouldBe(["AT", "CH", "DE", "GB"]);
    });

    [Fact]
    public void A_row_taken_out_of_a_table_moves_up_those_below()
    {
        var typed = new InputValues { ["percent0"] = "100", ["percent1"] = "150", ["percent2"] = "200", RowCount = 3 };
        typed.RemoveRow(1, ["percent"]);
        (typed.RowCount, typed.Of("percent0"), typed.Of("percent1")).ShouldBe((2, "100", "200"));
    }

    [Fact]
    public void A_single_value_with_a_comma_stays_one() => In("en", () =>
    {
        var one = new Condition { Products = ["Scale, yearly"], Segments = ["small", "mid, large"] };
        Inputs.Write(Inputs.Read(one), one)
            .ShouldSatisfyAllConditions(c => c.Products.ShouldBe(one.Products), c => c.Segments.ShouldBe(one.Segments));
    });

    [Theory]
    [InlineData("P1DT2H")]
    [InlineData("PT1H30S")]
    [InlineData("P3D")]
    [InlineData("PT90M")]
    [InlineData("PT4H")]
    public void A_length_that_is_read_writes_itself(string length) => In("pl", () =>
        LengthForm.Of(BusinessDuration.Parse(length)).Read("target").ShouldBe(BusinessDuration.Parse(length)));

    internal static void In(string language, Action check)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language), new(language));
        try
        {
            check();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
