using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Tests.Goals;

public sealed class PeriodWordsTests
{
    private static readonly PeriodCommitment Volume = new()
    {
        Id = "volume",
        Measure = Measure.Leads,
        Amount = 80,
        Condition = new() { Grades = ["A", "B"] },
    };
    private static readonly PeriodCommitment Share = new() { Id = "quality", Measure = Measure.AcceptedShare, Amount = 70 };
    private static readonly PeriodCommitment Revenue = new() { Id = "revenue", Measure = Measure.Revenue, Amount = 240_000 };
    private static readonly PeriodCommitment Qualified = new() { Id = "qualified", Measure = Measure.Qualified, Amount = 40 };

    private static readonly IStringLocalizer<Texts> L =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>();

    [Fact]
    public void They_read_as_sentences() => In("en-GB", () =>
    {
        Whole(L.Parts(Volume, "EUR")).ShouldBe("Hand off 80 leads of grade A or B each month.");
        Whole(L.Parts(Volume with { Condition = new() { Sources = ["demo-request"], Grades = ["A"] } }, "EUR"))
            .ShouldBe("Hand off 80 leads (Demo request, Grade A) each month.");
        Whole(L.Parts(Share, "EUR")).ShouldBe("At least 70% of them are accepted each month.");
        Whole(L.Parts(Share with { BySource = true, Amount = 66.5m }, "EUR"))
            .ShouldBe("At least 66.5% of them are accepted each month, of each source.");
        Whole(L.Parts(Revenue with { Period = Period.Quarter }, "EUR")).ShouldBe("Win €240k each quarter.");
        Whole(L.Parts(Revenue, Qualified, "EUR")).ShouldBe("Win €240k each month, from 40 sales-qualified leads.");
        Whole(L.Parts(new PeriodCommitment { Id = "w", Measure = Measure.ExpectedWorth, Amount = 90_500, Period = Period.Week }, "EUR"))
            .ShouldBe("Hand off leads expected to be worth €90,500 each week.");
    });

    [Theory]
    [InlineData("es", "Entregar 80 leads de grado A o B cada mes.", "Ganar 240 mil € cada mes, de 40 leads cualificados para ventas.")]
    [InlineData("pl", "Przekazać leady klasy A lub B w liczbie 80 w każdym miesiącu.",
        "Wygrać 240 tys. € w każdym miesiącu; leady zakwalifikowane przez sprzedaż: 40.")]
    [InlineData("ru", "Передавать каждый месяц не менее 80 лидов класса A или B.",
        "Выигрывать каждый месяц 240 тыс. €; лидов, квалифицированных продажами: 40.")]
    public void In_every_language(string language, string volume, string goals) => In(language, () =>
    {
        Plain(Whole(L.Parts(Volume, "EUR"))).ShouldBe(volume);
        Plain(Whole(L.Parts(Revenue, Qualified, "EUR"))).ShouldBe(goals);
    });

    [Fact]
    public void Every_sentence_in_every_language_has_its_fields_and_makes_the_whole()
    {
        foreach (var language in (string[])["en", "es", "pl", "ru"])
            In(language, () =>
            {
                foreach (var measure in Enum.GetValues<Measure>())
                    foreach (var condition in (Condition[])[Condition.Every, new() { Countries = ["PL"] }])
                    {
                        var promised = new PeriodCommitment { Id = "x", Measure = measure, Amount = 12, Condition = condition };
                        var parts = L.Parts(promised, "EUR");
                        parts.Select(p => p.Field).ShouldContain("amount");
                        parts.Select(p => p.Field).ShouldContain("period");
                        parts.Any(p => p.Field == "condition")
                            .ShouldBe(condition.CriteriaCount > 0
                                || measure is Measure.Leads or Measure.ExpectedWorth or Measure.Qualified);
                        parts.Where(p => p.Field is not null).ShouldAllBe(p => p.Commitment == "x" && p.Text.Length > 0);
                        Whole(parts).ShouldNotContain("{");
                    }
            });
    }

    private static string Whole(IReadOnlyList<TextPart> parts) => string.Concat(parts.Select(p => p.Text));

    // Amounts have spaces that do not break.
    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private static void In(string language, Action check)
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
