using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Clocks;

public class LadderTests
{
    private static Story Offered(Addressee to, Company? company = null) => new Story(company).Captured()
        .As(Mia, t => t.Ready()).As(Mia, t => t.Offer(to));

    private static Addressee To(Person person) => new(person.Party, person.Team, person.Id);

    private static List<(string, string)> Told(Story story) =>
        [.. story.All.Where(h => h.Event is ClockWarned or ClockBreached or LadderStepped).Select(h => (At(h), h.Event switch
        {
            ClockWarned e => $"warned {e.Percent}",
            LadderStepped e => $"{e.Action} {e.From}>{e.To}",
            _ => "breached",
        }))];

    private static string At(Happened h) => NodaTime.Text.InstantPattern.CreateWithInvariantCulture("ddd HH:mm").Format(h.At);

    [Fact]
    public void Points_fire_in_order_each_when_it_is_due_and_once()
    {
        // Four business hours from Monday 10:00, in UTC an hour less.
        var story = Offered(To(Ann)).At("Mon 16:30").At("Mon 16:45");
        Told(story)
            .ShouldBe([("Mon 11:00", "warned 50"), ("Mon 12:12", "warned 80"), ("Mon 13:00", "breached"), ("Mon 13:00", "Notify 11>11"),
                ("Mon 15:00", "NextPerson 11>12")]);
        (story.Clock("accept").State, story.Clock("accept").IsLive, story.Clock("accept", 2).DueAt).ShouldBe((ClockState.Breached, true,
            Story.Time("Tue 12:00")));
    }

    [Fact]
    public void No_warning_or_ladder_step_falls_in_closed_time()
    {
        foreach (var offered in from day in new[] { "Mon", "Fri", "Sat" } from hour in Enumerable.Range(0, 24) select $"{day} {hour:00}:37")
        {
            var story = new Story().Captured().At(Story.Time("Mon 10:00")).As(Mia, t => t.Ready()).At(Story.Time(offered))
                .As(Mia, t => t.Offer(To(Ann)));
            story.At("Thu2 12:00");
            var calendar = story.Company.Calendars[new(story.Clock("accept").Calendar, story.Clock("accept").CalendarVersion)];
            // A closing instant is still the end of what is open.
            story.All.Where(h => h.Event is ClockWarned or ClockBreached or LadderStepped)
                .ShouldAllBe(h => calendar.IsOpen(h.At) || calendar.IsOpen(h.At - NodaTime.Duration.FromMilliseconds(1)), offered);
        }
    }

    [Fact]
    public void After_a_stop_they_are_stamped_when_they_were_due_and_the_next_round_begins_now()
    {
        var story = Offered(To(Ann)).AfterStopUntil("Thu 10:00");
        Told(story)
            .ShouldBe([("Mon 11:00", "warned 50"), ("Mon 12:12", "warned 80"), ("Mon 13:00", "breached"), ("Mon 13:00", "Notify 11>11"),
                ("Mon 15:00", "NextPerson 11>12")]);
        (story.Clock("accept", 2).StartedAt, story.Clock("accept", 2).DueAt).ShouldBe((Story.Time("Thu 10:00"), Story.Time("Thu 14:00")));
    }

    [Fact]
    public void The_next_is_of_the_team_there_not_tried_and_the_least_busy()
    {
        var cid = Ben with { Id = 13, Name = "Cid" };
        var story = Offered(To(Ann), Firm.With(cid));
        (story.Busy[Ben.Id], story.Busy[13]) = (5, 4);
        story.At("Mon 16:00").Lead.OfferedHandoff!.ToPerson.ShouldBe(13);
        story.At("Tue2 09:00").Events<LadderStepped>().Where(e => e.Action == LadderAction.NextPerson).Select(e => (e.From, e.To))
            .ShouldBe([(Ann.Id, 13), (13, Ben.Id), (Ben.Id, null)]);
        Offered(To(Ann), Firm.With(cid with { Active = false }, Ben.Away())).At("Mon 16:00").Lead.OfferedHandoff!.ToPerson.ShouldBeNull();
    }

    [Fact]
    public void With_nobody_left_it_is_the_queues_the_lead_is_told_and_the_ladder_ends()
    {
        var story = Offered(To(Ann)).At("Fri 17:00");
        story.Events<LadderStepped>().Last()
            .ShouldSatisfyAllConditions(e => e.Action.ShouldBe(LadderAction.NextPerson), e => e.To.ShouldBeNull());
        (story.Lead.OfferedHandoff!.Addressee, story.Lead.NextDueAt, story.Lead.LiveClocks.Count()).ShouldBe((new(Party.Sales, "east"),
            null, 2));
    }

    [Fact]
    public void Nobody_is_asked_twice_who_ever_had_it()
    {
        var story = Offered(To(Ann)).As(Ann, t => t.Assign(Ben.Id)).As(Lea, t => t.Assign(Ann.Id)).At("Mon 16:00");
        story.Lead.OfferedHandoff!.ToPerson.ShouldBeNull();
    }

    [Fact]
    public void From_the_queue_it_goes_to_a_person()
    {
        Offered(new(Party.Sales, "west")).At("Mon 16:00").Lead.OfferedHandoff!.ToPerson.ShouldBe(Wes.Id);
    }

    [Fact]
    public void No_step_takes_a_lead_from_who_has_spoken_with_the_contact()
    {
        var story = Offered(To(Ann)).As(Ann, t => t.Attempt(new(AttemptKind.Call, Reached: true)))
            .Joined(new() { Source = "demo-request" }).At("Mon 12:00");
        story.Clock("touch-demo").State.ShouldBe(ClockState.Breached);
        (story.Lead.Owner, story.Has("touch-demo", 2)).ShouldBe((Ann.Id, false));
        story.Events<LadderStepped>().ShouldAllBe(e => e.Action == LadderAction.Notify);
    }

    [Fact]
    public void A_party_that_has_not_got_the_lead_takes_nothing_from_the_one_that_has()
    {
        var promised = Starter.Versions[0].Commitments.First(c => c.Id == "touch-demo") with
        {
            Id = "touch-web",
            Condition = Condition.Every,
        };
        var story = new Story(Firm.PromisingFirst(promised)).Captured().As(Mia, t => t.Assign(Mia.Id)).At("Mon 12:00");
        (story.Clock("touch-web").State, story.Lead.Owner, story.Lead.Holder).ShouldBe((ClockState.Breached, Mia.Id, Party.Marketing));
    }

    [Fact]
    public void Assigned_by_a_person_after_a_breach_a_fresh_round_starts_and_the_old_ladder_ends()
    {
        var story = Offered(To(Ann)).At("Mon 15:00").As(Lea, t => t.Assign(Wes.Id));
        (story.Clock("accept").IsLive, story.Clock("accept", 2).Person, story.Clock("accept", 2).DueAt).ShouldBe((true, Wes.Id,
            Story.Time("Tue 11:00")));
        story.At("Tue 10:00").Lead.OfferedHandoff!.ToPerson.ShouldBe(Wes.Id);
        story.As(Lea, t => t.Assign(Ben.Id)).Has("accept", 3).ShouldBeFalse();
        story.As(Ben, t => t.Accept());
        story.Lead.Clocks.Where(c => c.Promise == Promise.Accept).Select(c => (c.State, c.StoppedAt))
            .ShouldBe([(ClockState.Breached, story.Now), (ClockState.Met, story.Now)]);
    }

    [Fact]
    public void The_queue_step_leaves_the_later_steps()
    {
        var company = Firm.Promising("accept", c => c with { Ladder = [new(100, LadderAction.Queue), new(150, LadderAction.NextPerson)] });
        var story = Offered(To(Ann), company).At("Mon 14:00");
        story.Lead.OfferedHandoff!.ToPerson.ShouldBeNull();
        story.At("Mon 16:00").Lead.OfferedHandoff!.ToPerson.ShouldBe(Ben.Id);
    }

    [Fact]
    public void A_missed_effort_goes_to_the_next_person_never_back()
    {
        var company = Firm.Promising("effort", c => c with { Ladder = [new(100, LadderAction.Giver), new(110, LadderAction.NextPerson)] });
        var story = Offered(To(Ann), company).As(Ann, t => t.Attempt(new(AttemptKind.Call))).At("Wed3 09:00");
        (story.Lead.Holder, story.Lead.Owner, story.Clock("effort", 2).Person).ShouldBe((Party.Sales, Ben.Id, Ben.Id));
    }
}
