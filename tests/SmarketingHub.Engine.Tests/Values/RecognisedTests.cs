using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Identities;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Values;

/// <summary>What the ways of writing mean for who is who, through the door and in files.</summary>
public sealed class RecognisedTests
{
    [Theory]
    [InlineData("mailto:ana@nord.example"), InlineData("ana@nord.example,"), InlineData("ana@nord.example."), InlineData(
        "\u200bana@nord.example")]
    [InlineData("ana@nord.example\ufeff"), InlineData("a\u00adna@nord.example"), InlineData("Ana Kowal <Ana@nord.example>")]
    public async Task An_address_in_other_clothes_is_the_same_person(string email)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(email, null)));

        var again = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("ana@nord.example", null)));

        again.ShouldBe(new(lead.LeadId, false));
        await using var rows = hub.Rows();
        rows.Contacts.ShouldHaveSingleItem().Email!.ToLowerInvariant().ShouldBe("ana@nord.example");
    }

    [Theory]
    [InlineData("+44 20 7946 0018", null, "0044 20 7946 0018", null)]
    [InlineData("+44 (0)20 7946 0018", null, "020 7946 0018 ext. 12", "GB")]
    [InlineData("020 7946 0018", "GB", "+44 20 7946 0018 (office)", "PL")]
    public async Task A_number_spelled_otherwise_is_the_same_person(string first, string? firstCountry, string then, string? thenCountry)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, first, firstCountry)));

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, then, thenCountry)))).ShouldBe(new(lead.LeadId, false));

        await using var rows = hub.Rows();
        rows.Contacts.ShouldHaveSingleItem().Phone.ShouldBe(first);
    }

    [Theory]
    [InlineData("ask at the desk"), InlineData("+48 22 123 45 67 wew. 12"), InlineData("12"), InlineData("#12"), InlineData(
        "1-800-FLOWERS"), InlineData("123456789012345678901234567890")]
    public async Task What_is_typed_as_a_phone_is_kept_and_never_costs_the_lead(string phone)
    {
        await using var hub = await HubFixture.Start();

        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, phone)));
        var imported = await hub.Import($"Email,Phone\nbo@x.example,{phone}\n");

        // Where a number can be seen, it is the same person's.
        (imported.Added + imported.Joined, imported.Rejected).ShouldBe((1, 0), imported.RejectsCsv);
        await using var rows = hub.Rows();
        rows.Contacts.Select(c => c.Phone).ToList().ShouldAllBe(kept => kept == phone);
    }

    [Theory]
    [InlineData("N/A"), InlineData("-"), InlineData("none"), InlineData("brak"), InlineData("n/d")]
    public async Task What_says_that_there_is_none_leaves_room_for_a_number(string phone)
    {
        await using var hub = await HubFixture.Start();
        var imported = await hub.Import($"Email,Phone\nbo@x.example,{phone}\n");
        (imported.Added, imported.Rejected).ShouldBe((1, 0), imported.RejectsCsv);

        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "+48 22 123 45 67")));

        await using var rows = hub.Rows();
        rows.Contacts.ShouldHaveSingleItem().Phone.ShouldBe("+48 22 123 45 67");
    }

    [Fact]
    public async Task A_number_gets_its_country_when_the_lead_does()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "020 7946 0018")));

        await hub.Fire(lead.LeadId, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Country = "GB" }) });

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "+44 20 7946 0018")))).ShouldBe(new(lead.LeadId, false));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("020 7946 0018", null, "020 7946 0018", "GB")]
    [InlineData("020 7946 0018", "GB", "(020) 7946-0018", null)]
    [InlineData("020 7946 0018", "GB", "020 7946 0018 ext. 12", null)]
    [InlineData("44 20 7946 0018", null, "44 20 7946 0018", "GB")]
    public async Task A_number_typed_without_the_country_is_one_with_and_without_the_leads(
        string first, string? firstCountry, string then, string? thenCountry)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, first, firstCountry)));

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, then, thenCountry)))).ShouldBe(new(lead.LeadId, false));

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "+44 20 7946 0018")))).ShouldBe(new(lead.LeadId, false));
        var ann = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("ann@x.example", null)));
        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("ann@x.example", then, thenCountry)));
        hub.AlsoNamed(ann.LeadId).ShouldBe([lead.LeadId]);
        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("ann@x.example", first, firstCountry)));
        hub.AlsoNamed(ann.LeadId).ShouldBe([lead.LeadId], "said once");
        await hub.Forget(hub.Lead(lead.LeadId).ContactId);
        await hub.Forget(hub.Lead(ann.LeadId).ContactId);
        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, then, thenCountry)))).Created.ShouldBeTrue();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_digits_in_two_countries_are_two_numbers()
    {
        await using var hub = await HubFixture.Start();
        var leads = new List<long>();
        foreach (var country in (string[])["PL", "ES"])
            leads.Add((await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "912 34 56 78", country)))).LeadId);
        leads.ShouldBeUnique();

        leads.ShouldNotContain((await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "912 34 56 78")))).LeadId,
            "it may be either's");
    }

    [Fact]
    public async Task A_number_that_many_share_is_nobodys_and_costs_no_look_at_all_of_them()
    {
        await using var hub = await HubFixture.Start();
        var (ann, ben) = (await hub.Inquire("ann@x.example", "+48 22 123 45 67"), await hub.Inquire("ben@x.example", "+48 22 123 45 67"));
        var without = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "+48 22 123 45 67")));
        new[] { ann, ben }.ShouldNotContain(without.LeadId);
        for (var i = 3; i < 50; i++)
            await hub.Inquire($"p{i}@x.example", "+48 22 123 45 67");
        (await hub.Door.Do(HubFixture.Admin,
            write => write.Take(Inquiry(null, "+48 22 123 45 67")))).ShouldBe(without with { Created = false });

        await hub.Inquire("one.more@x.example", "+48 22 123 45 67");

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "+48 22 123 45 67")))).LeadId.ShouldNotBe(without.LeadId);
    }

    [Theory]
    [InlineData("1234567"), InlineData("123456789"), InlineData("+1 111 111 1111"), InlineData("1 800 555 CARS")]
    public async Task What_anybody_types_makes_no_two_people_one(string phone)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, phone)));

        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, phone)))).LeadId.ShouldNotBe(lead.LeadId);
    }

    [Fact]
    public async Task A_number_takes_the_place_of_what_was_none()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "call me")));
        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "after 5")));
        hub.Contact(lead.LeadId).Phone.ShouldBe("call me");

        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "+48 22 123 45 67")));

        hub.Contact(lead.LeadId).Phone.ShouldBe("+48 22 123 45 67");
        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "0048221234567")))).ShouldBe(new(lead.LeadId, false));
        await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "+48 22 765 43 21")));
        hub.Contact(lead.LeadId).Phone.ShouldBe("+48 22 123 45 67");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_number_read_by_a_wrong_country_is_read_anew_when_the_lead_gets_the_right_one(bool byImport)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,Phone,Country\n1,22 123 45 67,ES\n");
        var lead = hub.Leads().Single().Id;
        hub.Contact(lead).PhoneKey.ShouldBe("+34221234567");

        if (byImport)
            await hub.Import("Lead ID,Phone,Country\n1,22 123 45 67,PL\n");
        else
            await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Country = "PL" }) });

        hub.Contact(lead).PhoneKey.ShouldBe("+48221234567");
        (await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry(null, "+48 22 123 45 67")))).ShouldBe(new(lead, false));
        await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new("Ana", null, null, null, null), null, new()) });
        hub.Contact(lead).PhoneKey.ShouldBe("+48221234567");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_that_another_leads_country_read_stays_as_it_was_read()
    {
        await using var hub = await HubFixture.Start();
        var first = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "22 123 45 67", "PL")));
        await hub.Fire(first.LeadId, Trigger.Disqualify, new() { Reason = "no-need" });
        var next = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", null, "DE")));

        await hub.Fire(next.LeadId, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new() { Country = "FR" }) });

        hub.Contact(next.LeadId).PhoneKey.ShouldBe("+48221234567");
    }

    [Fact]
    public async Task Who_writes_that_there_is_no_phone_takes_it_back()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(Inquiry("bo@x.example", "+48 22 123 45 67")));

        await hub.Fire(lead.LeadId, Trigger.Edit, new() { Edit = new(new(null, null, null, "n/a", null), null, new()) });

        await using var rows = hub.Rows();
        var contact = rows.Contacts.ShouldHaveSingleItem();
        (contact.Email, contact.Phone, contact.PhoneKey).ShouldBe(("bo@x.example", null, null));
    }

    private static InquiryIn Inquiry(string? email, string? phone, string? country = null) =>
        new(new(null, null, email, phone, null), null, new() { Country = country }, [], null, null);
}
