using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Tests;

/// <summary>An activity that another system tells of counts once, and the ledger does not know what it is called there.</summary>
public sealed class ActivityIdTests
{
    private static Task<long> Call(HubFixture hub, long lead, string id, int minutesAgo = 5) => hub.Fire(lead, Trigger.Attempt, new()
    {
        Kind = AttemptKind.Call,
        ExternalId = id,
        OccurredAt = HubFixture.Monday - NodaTime.Duration.FromMinutes(minutesAgo),
    });

    [Fact]
    public async Task It_counts_once_and_stands_in_the_ledger_as_a_digest()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        foreach (var id in new[] { "call-4711", "call-4712", "call-4711", "call-4712" })
            await Call(hub, lead, id);

        hub.Lead(lead).Attempts.Count.ShouldBe(2);
        await using var rows = hub.Rows();
        rows.Ledger.Select(e => e.Body).ToList().ShouldAllBe(body => !Encoding.UTF8.GetString(body).Contains("call-47"));
        rows.Attempts.ShouldAllBe(a => a.ExternalId!.Length == 44);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Under_two_persons_who_turn_out_to_be_one_it_counts_once_too()
    {
        await using var hub = await HubFixture.Start();
        var (duplicate, stays) = (await hub.Take("ana@example.com"), await hub.Take("ana.kowal@example.com"));
        await Call(hub, duplicate, "on both");
        await Call(hub, stays, "on both");
        await Call(hub, duplicate, "on the duplicate", minutesAgo: 4);
        await Call(hub, stays, "on the other", minutesAgo: 3);

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });
        hub.Lead(stays).Attempts.Count.ShouldBe(3);

        foreach (var id in new[] { "on both", "on the duplicate", "on the other" })
            await Call(hub, stays, id);
        hub.Lead(stays).Attempts.Count.ShouldBe(3);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_older_version_kept_as_it_was_given_is_known_again()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Door.Do(HubFixture.Admin, [lead], write =>
        {
            write.Lead(lead).Attempt(new(AttemptKind.Call, ExternalId: "call-4711"));
            return true;
        });

        await Call(hub, lead, "call-4711");

        hub.Lead(lead).Attempts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_somebody_forgotten_nothing_new_is_kept()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Forget(hub.Lead(lead).ContactId);
        (await Should.ThrowAsync<InvalidArgument>(Call(hub, lead, "call-4711"))).Field.ShouldBe("externalId");
    }
}
