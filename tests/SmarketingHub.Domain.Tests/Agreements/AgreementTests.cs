using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Agreements;

public class AgreementTests
{
    private static AgreementVersion Version(int number, string from, string target, string? until = null) => Starter.Versions[0] with
    {
        Number = number,
        EffectiveAt = Story.Time(from),
        EndsAt = until is null ? null : Story.Time(until),
        Commitments = [Starter.Versions[0].Commitments[0] with { Target = BusinessDuration.Parse(target) }],
    };

    [Fact]
    public void The_newest_version_that_has_taken_effect_is_in_force_until_it_ends()
    {
        var agreement = Starter with
        {
            Versions =
            [
                Version(1, "Mon 09:00", "P1D"),
                Version(2, "Wed 09:00", "P2D", until: "Fri 09:00"),
                Version(3, "Wed 09:00", "P3D", until: "Fri 09:00"),
            ],
        };
        int? At(string time) => agreement.InForce(Story.Time(time))?.Number;
        (At("Mon 08:59"), At("Mon 09:00"), At("Wed 08:59"), At("Wed 09:00"), At("Fri 08:59"), At("Fri 09:00")).ShouldBe((null, 1, 1, 3, 3,
            null));
    }

    [Fact]
    public void A_clock_goes_by_the_version_of_its_start_and_keeps_it()
    {
        var firm = Firm with
        {
            Agreements = [Starter with { Versions = [Version(1, "Mon 09:00", "P1D"), Version(2, "Tue 09:00", "PT1H")] }],
        };
        var story = new Story(firm).Captured().At("Tue 09:30").As(Mia, t => t.Edit(new() { Grade = "A" }, null, null));
        (story.Clock("decide").AgreementVersion, story.Clock("decide").DueAt).ShouldBe((1, Story.Time("Tue 10:00")));
        new Story(firm).At("Tue 09:30").Captured().Clock("decide").AgreementVersion.ShouldBe(2);
        var late = new Story(firm).At("Tue 09:30")
            .As(Connector, t => t.Capture(7, null, 8, new(), Story.Time("Mon 10:00"), null, false, null, null));
        (late.Clock("decide").AgreementVersion, late.Clock("decide").StartedAt).ShouldBe((1, Story.Time("Mon 10:00")));
    }

    [Fact]
    public void Agreements_of_the_same_parties_have_each_their_scope()
    {
        var polish = Starter with { Id = 9, Versions = [Version(1, "Mon 09:00", "PT1H") with { Scope = new() { Countries = ["PL"] } }] };
        // The one whose scope asks more goes first, whichever was made first.
        var firm = Firm with { Agreements = [Starter, polish] };
        new Story(firm).Received(new() { Country = "PL" }).Clock("decide").Agreement.ShouldBe(9);
        var other = new Story(firm).Received(new() { Country = "DE" });
        (other.Clock("decide").Agreement, other.Clock("decide").Tried[0].WhyNot).ShouldBe((1, "country DE, not PL"));
    }

    [Fact]
    public void What_is_promised_to_one_party_is_not_promised_to_another()
    {
        var story = new Story().Captured().As(Mia, t => t.Ready()).As(Mia, t => t.Offer(new(Altamar)));
        // Altamar promised it to sales, not to marketing.
        story.Lead.LiveClocks.ShouldBeEmpty();
        story.Events<Uncovered>().Last()
            .ShouldSatisfyAllConditions(e => e.Promise.ShouldBe(Promise.Accept), e => e.OwedBy.ShouldBe(Altamar));
    }

    [Theory]
    [InlineData("demo-request", "A", "PL", null, null)]
    [InlineData("DEMO-REQUEST", "A", "pl", 11, null)]
    [InlineData("fair", "A", "PL", 11, "source fair, not demo-request")]
    [InlineData(null, "A", "PL", 11, "source unknown, not demo-request")]
    [InlineData("demo-request", "B", "PL", 11, "grade B, not A")]
    [InlineData("demo-request", "A", "PL", 10, "value 10, not over 10")]
    public void A_condition_says_what_does_not_fit(string? source, string? grade, string? country, int? worth, string? whyNot)
    {
        var condition = new Condition
        {
            Sources = ["demo-request"],
            Grades = ["A"],
            Countries = ["PL"],
            WorthOver = worth is null ? null : 10,
        };
        condition.WhyNot(new() { Source = source, Grade = grade, Country = country, ExpectedValue = worth }).ShouldBe(whyNot);
        Condition.Every.WhyNot(new()).ShouldBeNull();
    }

    [Fact]
    public void The_starter_agreement_promises_what_a_fresh_installation_needs()
    {
        Starter.Versions[0].Commitments.Select(c => $"{c.OwedBy} {c.Promise} from {c.Starts} in {c.Target}").ShouldBe(
        [
            "marketing Decide from Receipt in P1D", "sales Accept from Offer in PT4H", "sales Touch from Receipt in PT5M",
            "sales Touch from Acceptance in PT4H", "sales Effort from Acceptance in P10D", "marketing Answer from Return in P1D",
        ]);
        Starter.Versions[0].Commitments.Select(c => c.WarnAt).ShouldAllBe(warnings => warnings.SequenceEqual(new[] { 50, 80 }));
        Starter.Versions[0].Commitments[1].Ladder.ShouldBe([new(100, LadderAction.Notify), new(150, LadderAction.NextPerson)]);
        var effort = Starter.Versions[0].Commitments.Single(c => c.Promise == Promise.Effort);
        (effort.Attempts, effort.Calls, effort.DifferentDays, effort.Kind).ShouldBe((5, 2, true, CommitmentKind.Effort));
        WithAltamar.Versions[0].Commitments.Select(c => $"{c.OwedBy} {c.Promise} {c.Target}")
            .ShouldBe(["partner:altamar Accept P1D", "sales Answer P1D"]);
    }

    [Fact]
    public void Due_points_are_counted_in_business_time_of_the_agreements_calendar()
    {
        var story = new Story().At("Fri 16:00").Captured();
        story.Clock("decide").Points.Select(p => (p.Percent, p.At)).ShouldBe(
        [
            (50, Story.Time("Mon2 12:00")), (80, Story.Time("Mon2 14:24")), (100, Story.Time("Mon2 16:00")),
            (100, Story.Time("Mon2 16:00")), (150, Story.Time("Tue2 12:00")),
        ]);
        story.Clock("decide")
            .ShouldSatisfyAllConditions(c => c.Target.ShouldBe(Duration.FromHours(8)), c => c.WarnAt.ShouldBe(Story.Time("Mon2 14:24")),
                c => (c.Calendar, c.CalendarVersion).ShouldBe((Office.Id, Office.Version)), c => c.TimeZoneData.ShouldNotBeNullOrEmpty());
    }
}
