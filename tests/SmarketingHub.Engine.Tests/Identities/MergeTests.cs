using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.Search;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Identities;

/// <summary>A merge is of persons, too.</summary>
public sealed class MergeTests
{
    private const string Phone = "+48 22 123 45 67";

    [Fact]
    public async Task The_survivor_takes_what_it_lacked()
    {
        await using var hub = await HubFixture.Start();
        var stays = await hub.Inquire("ann@x.example", null);
        var duplicate = await hub.Inquire("a.kowal@x.example", Phone);
        await hub.Fire(duplicate, Trigger.Edit,
            new() { Edit = new(new("Ana", "Kowal", null, null, "CFO"), "Nordwind", new() { Campaign = "spring" }) });

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        var contact = hub.Contact(stays);
        (contact.Email, contact.Phone, contact.Title, contact.LastName).ShouldBe(("ann@x.example", Phone, "CFO", "Kowal"));
        hub.Lead(stays).Facts.Campaign.ShouldBe("spring");
        hub.Lead(stays).AccountId.ShouldBe(hub.Lead(duplicate).AccountId);
        hub.Lead(duplicate).ContactId.ShouldBe(contact.Id);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Later_inquiries_by_any_of_the_duplicates_identities_go_where_it_went()
    {
        await using var hub = await HubFixture.Start();
        var stays = await hub.Inquire("ann@x.example", null, "s");
        var duplicate = await hub.Inquire("kowal@x.example", Phone, "d");
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        foreach (var lead in new[] { await hub.Inquire("Kowal@x.example", null), await hub.Inquire(null, Phone), await hub.Inquire(null,
            null, "d") })
            lead.ShouldBe(stays);
        await hub.Fire(stays, Trigger.Disqualify, new() { Reason = "no-need" });
        var next = await hub.Inquire("kowal@x.example", null);

        hub.Lead(next).PreviousLead.ShouldBe(stays);
        foreach (var lead in new[] { await hub.Inquire("ann@x.example", null), await hub.Inquire(null, Phone), await hub.Inquire(null, null,
            "d"), await hub.Inquire(null, null, "s") })
            lead.ShouldBe(next);
        hub.Contact(next).Id.ShouldBe(hub.Contact(stays).Id);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_duplicates_other_leads_are_the_survivors_from_then_on()
    {
        await using var hub = await HubFixture.Start();
        var earlier = await hub.Inquire("kowal@x.example", null, "d0");
        await hub.Fire(earlier, Trigger.Note, new() { Words = "plays the cello" });
        await hub.Fire(earlier, Trigger.Disqualify, new() { Reason = "no-need" });
        var duplicate = await hub.Inquire("kowal@x.example", Phone);
        var stays = await hub.Inquire("ann@x.example", null);

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        hub.Leads().Select(l => l.ContactId).Distinct().ShouldHaveSingleItem();
        (await hub.Inquire(null, null, "d0")).ShouldBe(stays, "by an earlier cycle's id the open lead of its person is found");
        hub.Verify().Problems.ShouldBeEmpty();
        await hub.Forget(hub.Contact(stays).Id);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Merges_of_merges_end_with_the_last()
    {
        await using var hub = await HubFixture.Start();
        var leads = new List<long>();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            leads.Add(await hub.Inquire($"{name}@x.example", null, name));
        async Task Merge(int lead, int into) => await hub.Fire(leads[lead], Trigger.Merge, new() { Into = leads[into] });

        await Merge(0, 1);
        await Merge(2, 1);
        await Merge(1, 3);
        await Merge(4, 3);

        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            (await hub.Inquire($"{name}@x.example", null)).ShouldBe(leads[3], name);
            (await hub.Inquire(null, null, name)).ShouldBe(leads[3], name);
        }
        await using var rows = hub.Rows();
        var first = hub.Lead(leads[0]).ContactId;
        foreach (var contact in rows.Contacts.Select(c => c.Id).ToList())
        {
            rows.Surviving(contact).ShouldBe(hub.Contact(leads[3]).Id);
            rows.ContactsOfPerson(contact).Count().ShouldBe(5);
        }
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_what_the_duplicate_was_called_the_survivor_is_searched()
    {
        await using var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        var (stays, duplicate) = (await hub.Inquire("ann@x.example", null), await hub.Inquire("kowal@x.example", Phone));
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        var board = await hub.Board.UpToDate(default);
        await using var rows = hub.Rows();
        foreach (var typed in new[] { "KOWAL@x.example", "0048221234567", "ann@x.example" })
        {
            var query = SearchQuery.Of(typed)!;
            board.View.Where(new() { Text = query }).Cards.Select(card => card.Id).ShouldBe([stays], typed);
            rows.Leads.Matching(rows, query).Select(l => l.Id).ToList().ShouldBe([stays, duplicate], ignoreOrder: true, typed);
        }
    }

    [Fact]
    public async Task Who_has_no_email_takes_the_duplicates()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate) = (await hub.Inquire(null, Phone), await hub.Inquire("ann@x.example", null));

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        hub.Contact(stays).Email.ShouldBe("ann@x.example");
        (await hub.Inquire("ann@x.example", null)).ShouldBe(stays);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_leads_of_one_person_are_merged_without_another_word_of_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email\n1,ann@x.example\n2,ann@x.example\n");
        var (one, two) = (hub.Leads()[0].Id, hub.Leads()[1].Id);

        await hub.Fire(one, Trigger.Merge, new() { Into = two });

        await using var rows = hub.Rows();
        rows.Contacts.Single().MergedInto.ShouldBeNull();
        hub.Events(two).ShouldNotContain("contactMerged");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partner_merges_its_own_persons_and_is_refused_for_those_that_others_leads_are_of_too()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Marketing));
        var partner = new Actor(ActorKind.Key, 2, Role.Partner, "partner:altamar");
        var (stays, duplicate) = (await Given(hub, partner, "a@x.example"), await Given(hub, partner, "b@x.example"));
        await hub.Import("Lead ID,email\n2,a@x.example\n");

        var before = hub.Leads().ConvertAll(l => l.Version);

        foreach (var (from, into) in new[] { (duplicate, stays), (stays, duplicate) })
            (await Should.ThrowAsync<InvalidArgument>(hub.Fire(from, Trigger.Merge, new() { Into = into },
                partner))).Field.ShouldBe("into");

        hub.Leads().ConvertAll(l => l.Version).ShouldBe(before, "nothing is done by halves");
        var own = await Given(hub, partner, "c@x.example");
        await hub.Fire(own, Trigger.Merge, new() { Into = duplicate }, partner);
        (await hub.Inquire("c@x.example", null)).ShouldBe(duplicate);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_forgotten_person_is_merged_with_nobody()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate) = (await hub.Inquire("ann@x.example", null), await hub.Inquire("ben@x.example", null));
        await hub.Fire(duplicate, Trigger.Note, new() { Words = "plays the cello" });
        await hub.Forget(hub.Contact(duplicate).Id);

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        hub.Lead(duplicate).ContactId.ShouldNotBe(hub.Lead(stays).ContactId);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merge_that_no_event_tells_is_found()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate, third) = (await hub.Inquire("ann@x.example", null), await hub.Inquire("ben@x.example", null),
            await hub.Inquire("cleo@x.example", null));
        var contact = hub.Contact(duplicate).Id;
        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });
        await using var rows = hub.Rows();

        await rows.Database.ExecuteSqlAsync($"UPDATE Contacts SET MergedInto = {hub.Contact(third).Id} WHERE Id = {contact}");
        hub.Verify().Problems.Single().ShouldContain($"Contact {contact} is merged into");
        await rows.Database.ExecuteSqlAsync($"UPDATE Contacts SET MergedInto = NULL WHERE Id = {contact}");
        hub.Verify().Problems.Single().ShouldContain($"Contact {contact} is not merged");
    }

    private static async Task<long> Given(HubFixture hub, Actor partner, string email)
    {
        var lead = await hub.Inquire(email, null);
        await hub.Fire(lead, Trigger.Ready);
        await hub.Fire(lead, Trigger.Offer, new() { To = "partner:altamar" });
        await hub.Fire(lead, Trigger.Accept, actor: partner);
        return lead;
    }
}
