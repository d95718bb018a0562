using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Hours;

namespace SmarketingHub.Engine.Tests.Reports.Hours;

/// <summary>What an hour was, by examples: each part, and each two that could be taken for each other.</summary>
public class SplitterTests
{
    private const long Lead = 1, Older = 2, Younger = 3;

    // Monday 2026-03-02, 09:00 in Warsaw: office hours begin, until 17:00.
    private static readonly Instant Nine = HubFixture.Monday;

    [Fact]
    public void Nothing_explains_an_hour_in_which_its_person_was_there_and_did_nothing() =>
        Split(Turn(0, 60)).ShouldBe([(HoursPart.Unexplained, 0, 60)]);

    [Fact]
    public void A_queue_explains_nothing_in_open_hours() =>
        Split(Turn(420, 540) with { Work = null }).ShouldBe([(HoursPart.Unexplained, 420, 480), (HoursPart.Closed, 480, 540)]);

    [Fact]
    public void Out_of_hours_is_closed_whoever_was_away() =>
        Split(Turn(420, 540) with { Gone = Spans(400, 600) }).ShouldBe([(HoursPart.Away, 420, 480), (HoursPart.Closed, 480, 540)]);

    [Fact]
    public void Before_it_was_told_here_is_the_systems_also_out_of_hours_and_paused() =>
        Split(Turn(420, 600) with { KnownAt = At(540) }, Turn(600, 630) with { KnownAt = At(610), Kind = StretchKind.Paused }).ShouldBe([
            (HoursPart.System, 420, 540), (HoursPart.Closed, 540, 600), (HoursPart.System, 600, 610), (HoursPart.Paused, 610, 630),
        ]);

    [Fact]
    public void A_stretch_that_was_told_when_it_was_over_is_all_the_systems() =>
        Split(Turn(0, 60) with { KnownAt = At(90) }).ShouldBe([(HoursPart.System, 0, 60)]);

    [Fact]
    public void A_pause_is_one_also_out_of_hours() =>
        Split(Turn(420, 540) with { Kind = StretchKind.Paused }).ShouldBe([(HoursPart.Paused, 420, 540)]);

    [Fact]
    public void Waiting_is_so_in_open_hours_alone_and_whoever_is_away() =>
        Split(Turn(420, 540) with { Kind = StretchKind.Waiting, Gone = Spans(400, 600) })
            .ShouldBe([(HoursPart.Waiting, 420, 480), (HoursPart.Closed, 480, 540)]);

    [Fact]
    public void Half_an_hour_before_an_act_on_another_lead_is_busy() =>
        Split(Turn(0, 120, Act(60, Older))).ShouldBe([
            (HoursPart.Unexplained, 0, 30), (HoursPart.Busy, 30, 60), (HoursPart.Unexplained, 60, 120),
        ]);

    [Fact]
    public void Busy_is_not_longer_than_since_the_act_before() =>
        Split(Turn(0, 60, Act(10, Older), Act(20, Lead), Act(40, Older))).ShouldBe([
            (HoursPart.Busy, 0, 10), (HoursPart.Unexplained, 10, 20), (HoursPart.Busy, 20, 40), (HoursPart.Unexplained, 40, 60),
        ]);

    [Fact]
    public void Work_on_the_lead_itself_is_not_busy_with_another() =>
        Split(Turn(0, 60, Act(45, Lead))).ShouldBe([(HoursPart.Unexplained, 0, 60)]);

    [Fact]
    public void Acts_on_several_leads_at_one_instant_are_about_another_of_each() =>
        Split(Turn(0, 60, Act(45, Lead), Act(45, Older))).ShouldBe([
            (HoursPart.Unexplained, 0, 15), (HoursPart.Busy, 15, 45), (HoursPart.Unexplained, 45, 60),
        ]);

    [Fact]
    public void An_act_after_the_period_makes_its_last_minutes_busy() =>
        Split(Nine, At(60), Turn(0, 120, Act(70, Older))).ShouldBe([(HoursPart.Unexplained, 0, 40), (HoursPart.Busy, 40, 60)]);

    [Fact]
    public void Whoever_is_away_is_not_busy() =>
        Split(Turn(0, 60, Act(60, Older)) with { Gone = Spans(40, 50) }).ShouldBe([
            (HoursPart.Unexplained, 0, 30), (HoursPart.Busy, 30, 40), (HoursPart.Away, 40, 50), (HoursPart.Busy, 50, 60),
        ]);

    [Fact]
    public void Since_a_younger_lead_was_taken_first_it_is_overtaken() =>
        Split(Turn(0, 120, Take(40, Younger))).ShouldBe([
            (HoursPart.Unexplained, 0, 10), (HoursPart.Busy, 10, 40), (HoursPart.Overtaken, 40, 120),
        ]);

    [Fact]
    public void An_older_one_overtakes_nothing_nor_does_further_work_on_a_younger() =>
        Split(Turn(40, 120, Take(50, Older), Act(60, Younger))).ShouldBe([(HoursPart.Busy, 40, 60), (HoursPart.Unexplained, 60, 120)]);

    [Fact]
    public void What_was_taken_before_the_stretch_overtakes_nothing_in_it_nor_does_what_was_taken_after() =>
        Split(Turn(60, 120, Take(59, Younger), Take(155, Younger))).ShouldBe([(HoursPart.Unexplained, 60, 120)]);

    [Fact]
    public void Before_the_lead_was_told_here_nothing_overtook_it() =>
        Split(Turn(0, 120, Take(40, Younger)) with { KnownAt = At(60) })
            .ShouldBe([(HoursPart.System, 0, 60), (HoursPart.Unexplained, 60, 120)]);

    [Fact]
    public void What_overtook_it_before_the_period_still_does() =>
        Split(At(60), At(90), Turn(0, 120, Take(40, Younger))).ShouldBe([(HoursPart.Overtaken, 60, 90)]);

    [Fact]
    public void The_overtaken_is_away_closed_and_busy_too() =>
        Split(Turn(360, 540, Take(361, Younger), Act(450, Older)) with { Gone = Spans(370, 380) }).ShouldBe([
            (HoursPart.Busy, 360, 361), (HoursPart.Overtaken, 361, 370), (HoursPart.Away, 370, 380), (HoursPart.Overtaken, 380, 420),
            (HoursPart.Busy, 420, 450), (HoursPart.Overtaken, 450, 480), (HoursPart.Closed, 480, 540),
        ]);

    [Fact]
    public void Boundaries_are_rounded_down_to_the_second_once()
    {
        var found = new List<(HoursPart, long, long)>();
        var splitter = new Splitter(Nine, At(480), (part, from, to) => found.Add((part, from - Second(0), to - Second(0))));
        var half = Duration.FromMilliseconds(1500);
        splitter.Split(Turn(0, 0) with { To = Nine + half, KnownAt = Nine + half });
        splitter.Split(Turn(0, 0) with { From = Nine + half, KnownAt = Nine + half, To = Nine + half + half });

        found.ShouldBe([(HoursPart.System, 0, 1), (HoursPart.Unexplained, 1, 3)]);
    }

    private static List<(HoursPart, int, int)> Split(params SplitStretch[] stretches) =>
        Split(Nine - Duration.FromDays(9), Nine + Duration.FromDays(9), stretches);

    private static List<(HoursPart Part, int From, int To)> Split(Instant from, Instant until, params SplitStretch[] stretches)
    {
        var found = new List<(HoursPart Part, int From, int To)>();
        var splitter = new Splitter(from, until, (part, a, b) =>
        {
            var next = (part, From: (int)(a - Second(0)) / 60, To: (int)(b - Second(0)) / 60);
            if (found is [.., var last] && last.Part == part && last.To == next.From)
                found[^1] = last with { To = next.To };
            else
                found.Add(next);
        });
        foreach (var stretch in stretches)
            splitter.Split(stretch);
        return found;
    }

    private static SplitStretch Turn(int from, int to, params LeadAct[] acts) => new(
        Lead, At(-500), At(from), At(from), At(to), StretchKind.Turn,
        Engine.Reports.Hours.Spans.Of(StarterAgreements.OfficeHours("Europe/Warsaw").OpenIntervals(At(-5000), At(5000))),
        Engine.Reports.Hours.Spans.None, new PersonWork(acts));

    private static LeadAct Take(int at, long lead) => Act(at, lead, takes: true);

    private static LeadAct Act(int at, long lead, bool takes = false) => new()
    {
        LeadId = lead,
        Person = 7,
        At = At(at),
        Takes = takes,
        ReceivedAt = At(lead == Lead ? -500 : lead == Older ? -900 : -100),
    };

    private static Spans Spans(int from, int to) => Engine.Reports.Hours.Spans.Of([new(At(from), At(to))]);

    private static Instant At(int minutes) => Nine + Duration.FromMinutes(minutes);

    private static long Second(int minutes) => At(minutes).ToUnixTimeSeconds();
}
