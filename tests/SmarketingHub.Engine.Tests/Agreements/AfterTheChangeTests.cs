using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Partners;
using static SmarketingHub.Engine.Tests.Agreements.Table;

namespace SmarketingHub.Engine.Tests.Agreements;

/// <summary>What begins or is judged after an agreement has changed. It is Monday 09:00; the office is open until 17:00.</summary>
public sealed class AfterTheChangeTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public async Task An_agreement_that_has_ended_starts_no_next_round_though_its_step_was_due_before()
    {
        await using var table = await Set();
        await table.Hub.Hire("Rita Rep");
        var lead = await table.Offered("a@example.com");
        // The next person is due at 150% of 4 hours, at 15:00; the agreement ends a millisecond later, and nothing runs until 16:00.
        await table.Hub.Door.Do(table.Sal,
            write => write.End(table.Starter.Id, 1, HubFixture.Monday + 6 * Hour + Duration.FromMilliseconds(1)));
        await table.Hub.Pass(7 * Hour);

        table.Hub.Lead(lead).LiveClocks.ShouldBeEmpty();
        table.Hub.Lead(lead).Clocks.Count(c => c.Promise == Promise.Accept).ShouldBe(1);
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_whose_time_is_ahead_of_a_clock_set_back_hears_of_an_end_before_a_command_at_its_very_instant()
    {
        await using var table = await Set();
        var lead = await table.Offered("a@example.com");
        await table.Hub.Pass(2 * Hour);
        await table.Hub.Fire(lead, Trigger.Note, new() { Words = "Called twice." });
        table.Hub.Time.AdjustTime((HubFixture.Monday + Hour).ToDateTimeOffset());
        var ended = await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, null));
        table.Hub.Time.Advance(TimeSpan.FromMilliseconds(1));
        ended.EndsAt.ShouldBe(table.Hub.Now);

        await table.Hub.Fire(lead, Trigger.Accept);

        var accept = table.Hub.Lead(lead).Clocks.Single(c => c.Promise == Promise.Accept);
        (accept.State, accept.VoidReason).ShouldBe((ClockState.Void, "agreement ended"));
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_starts_before_an_end_that_has_come_since_time_was_set_back_ends_at_once()
    {
        await using var table = await Set();
        await table.Hub.Pass(Hour);
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, null));
        await table.Hub.Pass(Duration.FromMilliseconds(1));
        table.Told("agreementEnded").Count.ShouldBe(1);
        table.Hub.Time.AdjustTime((HubFixture.Monday + Hour / 2).ToDateTimeOffset());

        var lead = await table.Offered("a@example.com");

        (table.Accept(lead).State, table.Accept(lead).VoidReason).ShouldBe((ClockState.Void, "agreement ended"));
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("note")]
    [InlineData("inquiry")]
    [InlineData("merge")]
    [InlineData("forget")]
    public async Task What_is_due_at_the_very_instant_fires_first_on_a_lead_whose_time_is_ahead_of_a_clock_set_back(string command)
    {
        await using var table = await Set();
        var closed = await table.Hub.Take("a@example.com", company: null);
        await table.Hub.Fire(closed, Trigger.Disqualify, new() { Reason = "spam" });
        var lead = await table.Offered("a@example.com");
        var other = await table.Hub.Take("b@example.com", company: null);
        await table.Hub.Pass(2 * Hour);
        await table.Hub.Fire(lead, Trigger.Note, new() { Words = "Called twice." });
        // Its deadline comes before its last event by this: at 10:30, and that was at 11:00.
        table.Hub.Time.AdjustTime((HubFixture.Monday + Hour).ToDateTimeOffset());
        await table.PutInForce(table.Starter.Id, t => Target(t, "accept", "PT90M") with { ReTimes = true });
        await table.Hub.Pass(Duration.FromMilliseconds(1));
        table.Accept(lead).DueAt.ShouldBe(HubFixture.Monday + 3 * Hour / 2);
        table.Hub.Time.AdjustTime((HubFixture.Monday + 3 * Hour / 2).ToDateTimeOffset());

        switch (command)
        {
            case "note": await table.Hub.Fire(lead, Trigger.Note, new() { Words = "Called again." }); break;
            case "inquiry": (await table.Hub.Take("a@example.com", company: null)).ShouldBe(lead); break;
            // It goes with its person.
            case "merge":
                await table.Hub.Fire(closed, Trigger.Reopen);
                await table.Hub.Fire(closed, Trigger.Merge, new() { Into = other });
                break;
            default: await table.Hub.Forget(table.Hub.Lead(lead).ContactId); break;
        }

        table.Accept(lead).BreachedAt.ShouldNotBeNull();
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_next_round_goes_by_the_version_to_which_running_clocks_have_moved()
    {
        await using var table = await Set();
        await table.Hub.Hire("Rita Rep");
        var lead = await table.Offered("a@example.com");
        await table.PutInForce(table.Starter.Id,
            t => Target(t, "accept", "PT2H") with { ReTimes = true, From = HubFixture.Monday + 6 * Hour + Duration.FromMilliseconds(1) });
        await table.Hub.Pass(7 * Hour);

        var round = table.Accept(lead);
        (round.Round, round.AgreementVersion, round.StartedAt).ShouldBe((2, 2, HubFixture.Monday + 7 * Hour));
    }

    [Fact]
    public async Task No_warning_of_a_re_timed_clock_falls_in_closed_time()
    {
        await using var table = await Set();
        await table.Hub.Pass(6 * Hour + Hour / 2);
        var lead = await table.Offered("a@example.com");
        // Offered at 15:30 with 4 hours. From midnight it is 2: half of them had passed at 16:30.
        await table.PutInForce(table.Starter.Id,
            t => Target(t, "accept", "PT2H") with { ReTimes = true, From = HubFixture.Monday + 15 * Hour });
        await table.Hub.Pass(13 * Hour);
        table.Told("clockWarned").Where(e => e.At == HubFixture.Monday + 15 * Hour).ShouldBeEmpty();

        await table.Hub.Pass(6 * Hour);
        var accept = table.Accept(lead);
        accept.Points.First(p => p is { Kind: PointKind.Warn, Percent: 50 }).At.ShouldBe(HubFixture.Monday + 24 * Hour);
        accept.BreachedAt.ShouldBe(HubFixture.Monday + 24 * Hour + Hour / 2);
    }

    [Fact]
    public async Task A_re_timed_clock_that_is_judged_again_stays_with_its_version_and_is_not_started_anew()
    {
        await using var table = await Set();
        static Terms Twice(Terms t) => t with
        {
            ReTimes = true,
            Commitments =
            [
                .. t.Commitments.Where(c => c.Id == "accept")
                    .Select(c => c with
                    {
                        Id = "accept-b",
                        Condition = new() { Grades = ["B"] },
                        ReJudge = true,
                        Target = BusinessHours(3),
                    }),
                .. t.Commitments.Select(c => c.Id == "accept" ? c with { ReJudge = true } : c),
            ],
        };
        var lead = await table.Offered("a@example.com", grade: "B");
        await table.Hub.Pass(Hour);
        await table.PutInForce(table.Starter.Id, Twice);
        await table.Hub.Pass(Duration.Zero);
        var moved = table.Accept(lead);
        moved.Commitment.ShouldBe("accept-b");

        await table.Hub.Fire(lead, Trigger.Edit, Edited(new() { Campaign = "Autumn" }));
        table.Accept(lead).Id.ShouldBe(moved.Id, "nothing that matters was changed");

        await table.Hub.Fire(lead, Trigger.Edit, Edited(new() { Grade = "C" }));
        var judged = table.Accept(lead);
        (judged.Commitment, judged.AgreementVersion, judged.StartedAt, judged.DueAt).ShouldBe(("accept", 2, HubFixture.Monday,
            HubFixture.Monday + 4 * Hour));
        table.Hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_end_is_not_taken_back_when_another_agreement_has_its_leads_from_then_on()
    {
        await using var table = await Set();
        var end = table.Hub.Now + Duration.FromDays(3);
        await table.Hub.Door.Do(table.Sal, write => write.End(table.Starter.Id, 1, end));
        var next = await table.Hub.Door.Do(table.Sal,
            write => write.NewAgreement("Next", Party.Marketing, Party.Sales, Template.InboundDemo));
        await table.Change(next.Id, 1, next.Versions[0].TermsOf(), next.Versions[0].TermsOf() with { From = end });
        await table.Propose(next.Id, 1);
        await table.Sign(table.Mia, next.Id, 1);
        await table.Sign(table.Sal, next.Id, 1);

        var refused = await Should.ThrowAsync<NotPermitted>(table.Hub.Door.Do(table.Sal, write => write.TakeBackEnd(table.Starter.Id, 1)));
        refused.Message.ShouldContain("'Next'");
    }

    [Fact]
    public async Task A_partner_is_told_neither_parties_nor_names_of_agreements()
    {
        await using var table = await Set();
        var partner = Actor.Of(await table.Hub.Hire("Paula",
            (await table.Hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Sales))).Receiver, Role.Partner));
        foreach (var (name, giver) in new[] { (table.Starter.Name, Party.Marketing), ("New", "nobody") })
            await Should.ThrowAsync<NotAllowed>(table.Hub.Door.Do(partner,
                write => write.NewAgreement(name, giver, Party.Sales, Template.Blank)));
    }

    [Fact]
    public async Task A_calendar_that_was_changed_in_the_file_is_found()
    {
        await using var table = await Set();
        table.Hub.Verify().Problems.ShouldBeEmpty();
        using (var rows = table.Hub.Rows())
        {
            var calendar = rows.Company.First(d => d.Kind == "calendar");
            calendar.Body = calendar.Body.Replace("17:00", "18:00", StringComparison.Ordinal);
            rows.SaveChanges();
        }
        table.Hub.Verify().Problems.ShouldContain(problem => problem.StartsWith("Calendar office@1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_lead_is_worth_is_asked_of_the_next_agreement_when_the_first_has_no_table()
    {
        await using var table = await Set();
        await table.PutInForce(table.Starter.Id, t => t with { Worths = [new("Webinar", null, 500, 0)] });
        var narrow = await table.Hub.Door.Do(table.Sal,
            write => write.NewAgreement("Poland", Party.Marketing, Party.Sales, Template.InboundDemo));
        await table.PutInForce(narrow.Id, t => t with { Scope = new() { Countries = ["PL"] } });
        var lead = await table.Hub.Take("a@example.com", "webinar", company: null, country: "PL");
        await table.Hub.Fire(lead, Trigger.Ready);
        await table.Hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });

        table.Hub.Lead(lead).Handoffs[^1].Worth.ShouldBe(500);
    }

    private static TriggerArgs Edited(LeadFacts facts) => new() { Edit = new(new(null, null, null, null, null), null, facts) };

    private static Domain.Calendars.BusinessDuration BusinessHours(int hours) => Domain.Calendars.BusinessDuration.Parse($"PT{hours}H");
}
