using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.Reports.Feedback;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports.Feedback;

public sealed class FeedbackReportTests : IAsyncLifetime
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly Duration Hour = Duration.FromHours(1);

    private HubFixture hub = null!;
    private Person jana = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.Start();
        jana = await hub.Hire("Jana");
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Every_hand_off_of_the_period_is_kept_returned_or_waits_and_every_return_has_its_reason()
    {
        await Offer("Webinar");
        await Accept(await Offer("Webinar"));
        await Return(await Offer("Webinar"), ReturnReason.BadData);
        await Return(await Offer("webinar"), ReturnReason.NotNow);
        var withdrawn = await Offer(null);
        await hub.Fire(withdrawn, Trigger.Withdraw);
        var disputed = await Offer(null);
        await Return(disputed, ReturnReason.BadData);
        await hub.Fire(disputed, Trigger.Dispute, new() { Words = "It is right." });

        var report = await Read(FeedbackBy.Source);

        var all = report.All;
        (all.Offered, all.Kept, all.Returned, all.TimedOut, all.Waiting, all.Withdrawn).ShouldBe((5, 1, 2, 0, 2, 1));
        all.Share!.Value.Share.ShouldBe(2 / 3.0, 1e-12);
        (all.Returns, all.Of(ReturnReason.BadData), all.Of(ReturnReason.NotNow), all.AgainstGiver).ShouldBe((3, 2, 1, 2));
        (all.Disputed, all.Unanswered, all.Bounced).ShouldBe((1, 2, 0));
        report.Groups.Select(g => (g.Key.ToLowerInvariant(), g.Counts.Offered, g.Counts.Returns)).ShouldBe([("webinar", 4, 2), ("", 1, 1)]);

        // Given back again, it bounced; taken then, it is kept.
        await Return(disputed, ReturnReason.NotOurMarket);
        (await Read()).All.ShouldSatisfyAllConditions(a => a.Bounced.ShouldBe(1), a => a.Returns.ShouldBe(4), a => a.Returned.ShouldBe(3));
    }

    [Fact]
    public async Task A_disputed_lead_that_was_taken_after_all_is_kept()
    {
        var lead = await Offer(null);
        await Accept(lead);
        await Return(lead, ReturnReason.NotNow);
        await hub.Fire(lead, Trigger.Dispute, new() { Words = "It is right." });
        (await Read()).All.ShouldSatisfyAllConditions(a => a.Waiting.ShouldBe(1), a => a.Kept.ShouldBe(0));

        await Accept(lead);

        (await Read()).All.ShouldSatisfyAllConditions(a => a.Waiting.ShouldBe(0), a => a.Kept.ShouldBe(1), a => a.Disputed.ShouldBe(1));
    }

    [Fact]
    public async Task A_disputed_lead_that_was_taken_and_then_passed_on_is_kept()
    {
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Sales));
        var pia = await hub.Hire("Pia", "partner:altamar", Role.Partner);
        var lead = await Offer(null);
        await Accept(lead);
        await Return(lead, ReturnReason.NotNow);
        await hub.Fire(lead, Trigger.Dispute, new() { Words = "It is right." });
        await hub.Pass(Hour);
        await Accept(lead);
        await hub.Fire(lead, Trigger.Offer, new() { To = "partner:altamar" });
        await hub.Fire(lead, Trigger.Accept, new() { Owner = $"{pia.Id}" }, Actor.Of(pia));

        (await Read()).All.ShouldSatisfyAllConditions(a => a.Kept.ShouldBe(2), a => a.Waiting.ShouldBe(0));
    }

    [Fact]
    public async Task An_offer_that_nobody_answered_ends_with_its_lead_and_of_a_duplicate_it_is_none()
    {
        var (waits, ends, into, twin) = (await Offer("Webinar"), await Offer("Webinar"), await Offer("Webinar"), await Offer("Webinar"));
        await hub.Fire(ends, Trigger.Disqualify, new() { Reason = "not-a-fit" });
        await hub.Fire(twin, Trigger.Merge, new() { Into = into });

        var all = (await Read()).All;
        (all.Offered, all.Waiting, all.Ended, all.Duplicates, all.Kept).ShouldBe((3, 2, 1, 1, 0));
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        FeedbackReport.Offers(moment, Asked()).OrderBy(offer => offer.LeadId).Select(offer => (offer.LeadId, offer.How)).ShouldBe(
            [(waits, Offered.Waiting), (ends, Offered.Ended), (into, Offered.Waiting), (twin, Offered.Duplicate)]);
    }

    [Fact]
    public async Task Answers_are_timed_in_business_time_and_what_waits_counts_for_as_long_as_it_has_waited()
    {
        var (first, second, third) = (await Offer(null), await Offer(null), await Offer(null));
        await hub.Pass(7 * Hour);
        // Monday 16:00: an hour before the office closes.
        foreach (var lead in new[] { first, second, third })
            await Return(lead, ReturnReason.NotNow);
        await hub.Pass(18 * Hour);
        await hub.Fire(first, Trigger.Nurture, new() { Until = hub.Now + Duration.FromDays(9) });
        await hub.Pass(Hour);
        await hub.Fire(second, Trigger.Keep);

        var answers = (await Read()).Answers.ShouldHaveSingleItem();

        (answers.Party, answers.Times.N, answers.Times.Events, answers.Times.Censored).ShouldBe((Party.Marketing, 3, 2, 1));
        // From 16:00 to 17:00, and from 09:00 to 10:00 and 11:00 of the next day.
        answers.Times.Points.Select(p => p.Time).ShouldBe([2 * 3_600_000L, 3 * 3_600_000]);
        answers.Times.Median.ShouldBe(3 * 3_600_000);
        answers.Answers.ShouldBe([(Trigger.Nurture, 1), (Trigger.Keep, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task Filters_ask_both_sides_who_gave_it_back_and_what_it_was()
    {
        await Return(await Offer("Webinar"), ReturnReason.NotNow, Actor.Of(jana));
        await Return(await Offer(null), ReturnReason.NotNow);

        async Task<(long, long)> Count(Func<ReportRequest, ReportRequest> with)
        {
            var all = (await Read(with: with)).All;
            return (all.Offered, all.Returns);
        }
        (await Count(r => r)).ShouldBe((2, 2));
        (await Count(r => r with { Person = jana.Id })).ShouldBe((1, 1));
        (await Count(r => r with { Party = Party.Sales })).ShouldBe((2, 2));
        (await Count(r => r with { Party = Party.Marketing })).ShouldBe((2, 2));
        (await Count(r => r with { Party = "partner:none" })).ShouldBe((0, 0));
        (await Count(r => r with { Source = "WEBINAR" })).ShouldBe((1, 1));
        (await Count(r => r with { Source = "" })).ShouldBe((1, 1));
        (await Count(r => r with { From = r.From - 2 * Hour, To = r.From })).ShouldBe((0, 0));
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        FeedbackReport.Returns(moment, Asked()).Select(one => one.Reason).ShouldBe([ReturnReason.NotNow, ReturnReason.NotNow]);
        FeedbackReport.Offers(moment, Asked()).Select(offer => offer.How).ShouldBe([Offered.Returned, Offered.Returned]);
    }

    private async Task<long> Offer(string? source)
    {
        var lead = await hub.Take($"{Guid.NewGuid():N}@x.example", source, company: null);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
        return lead;
    }

    private Task Accept(long lead) => hub.Fire(lead, Trigger.Accept, new() { Owner = $"{jana.Id}" });

    private Task Return(long lead, ReturnReason reason, Actor? by = null) =>
        hub.Fire(lead, Trigger.Return, new() { Reason = reason.ToString() }, by);

    private ReportRequest Asked() => new(Monday - Hour, hub.Now + Hour, hub.Now);

    [Fact]
    public async Task A_source_is_called_as_most_write_it_whichever_is_read_first()
    {
        foreach (var source in new[] { "webinar", "Webinar", "Webinar" })
            await Offer(source);

        (await Read(FeedbackBy.Source)).Groups.Select(g => (g.Key, g.Counts.Offered)).ShouldBe([("Webinar", 3)]);
    }

    private async Task<FeedbackReport> Read(FeedbackBy? by = null, Func<ReportRequest, ReportRequest>? with = null)
    {
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        return FeedbackReport.Read(moment, with is null ? Asked() : with(Asked()), by);
    }
}
