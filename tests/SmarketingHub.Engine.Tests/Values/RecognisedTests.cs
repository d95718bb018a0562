using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Values;

/// <summary>What the ways of writing mean for who is who, through the door and in files.</summary>
public sealed class RecognisedTests
{
    [Theory]
    [InlineData("mailto:ana@nord.example"), InlineData("ana@nord.example,"), InlineData("ana@nord.example."), InlineData("\u200bana@nord.example")]
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
    [InlineData("ask at the desk"), InlineData("+48 22 123 45 67 wew. 12"), InlineData("12"), InlineData("#12"), InlineData("1-800-FLOWERS"), InlineData("123456789012345678901234567890")]
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
