using System.Globalization;
using CsCheck;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Tests.Agreements;

public class ConditionTests
{
    private static readonly Gen<string> Grade = OneOf("A", "B", "C");
    private static readonly Gen<string> Country = OneOf("PL", "DE", "FR");

    private static readonly Gen<Condition> Conditions = Gen.Select(Grade.Array[0, 2], Country.Array[0, 2], OneOf<decimal?>(null, 10, 20),
        (grades, countries, worth) =>
            new Condition { Grades = [.. grades.Distinct()], Countries = [.. countries.Distinct()], WorthOver = worth });

    private static readonly Gen<LeadFacts> Facts = Gen.Select(Grade, Country, OneOf<decimal?>(null, 5, 15, 25), (grade, country, worth) =>
        new LeadFacts { Grade = grade, Country = country, ExpectedValue = worth });

    [Fact]
    public void Both_fit_a_lead_exactly_when_what_they_have_in_common_does() =>
        Gen.Select(Conditions, Conditions, Facts).Sample((a, b, facts) =>
            (a.WhyNot(facts) is null && b.WhyNot(facts) is null).ShouldBe(a.Intersect(b) is { } both && both.WhyNot(facts) is null));

    [Fact]
    public void Of_two_sentences_the_later_never_gets_what_its_shadow_says() =>
        Gen.Select(Conditions, Conditions, Facts).Sample((first, second, facts) =>
        {
            Commitment[] sentences = [Accept("first", first), Accept("second", second)];
            var taken = sentences.First(c => c == sentences[1] || c.Condition.WhyNot(facts) is null) != sentences[1]
                && second.WhyNot(facts) is null;
            taken.ShouldBe(Shadows.Of(sentences).Any(s => s.Leads.WhyNot(facts) is null));
        });

    [Fact]
    public void A_sentence_below_one_for_every_lead_is_never_reached()
    {
        var shadow = Shadows.Of([Accept("all", Condition.Every), Accept("best", new() { Grades = ["A"] })]).ShouldHaveSingleItem();
        (shadow.Commitment, shadow.By, shadow.IsWhole).ShouldBe(("best", "all", true));
        Shadows.Of([Accept("best", new() { Grades = ["A"] }), Accept("all", Condition.Every)])
            .ShouldHaveSingleItem().IsWhole.ShouldBeFalse();
        Shadows.Of([Accept("best", new() { Grades = ["A"] }), Accept("good", new() { Grades = ["B"] })]).ShouldBeEmpty();
        Shadows.Of([Accept("all", Condition.Every),
            Accept("all-touch", Condition.Every) with { Promise = Promise.Touch, Starts = StartsAt.Acceptance }])
            .ShouldBeEmpty("another promise");
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Commitment Accept(string id, Condition condition) =>
        new()
        {
            Id = id,
            Promise = Promise.Accept,
            OwedBy = Party.Sales,
            Starts = StartsAt.Offer,
            Target = BusinessDuration.Parse("PT1H"),
            Condition = condition,
        };

    [Fact]
    public void Why_not_is_written_alike_on_every_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("de");
            new Condition { WorthOver = 10.5m }.WhyNot(new() { ExpectedValue = 1.5m }).ShouldBe("value 1.5, not over 10.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
