using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>A text comes out as it went in, however long, whatever is in it.</summary>
public sealed class WholeTextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(9_000)]
    public async Task A_null_character_ends_no_text(int length)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var words = $"{new string('ä', length)}\0{new string('z', length)}";

        await hub.Fire(lead, Trigger.Note, new() { Words = words });

        using var rows = hub.Rows();
        rows.Texts.Select(t => t.Text).AsEnumerable().ShouldContain(words);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_read_to_be_changed_is_read_to_its_end()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            new("Ana", "Ko\0wal", "ana@example.com", "0171 2345678", "C\0FO"), null, new() { Product = "Fl\0ow" }, [], null, null)));

        await hub.Fire(lead.LeadId, Trigger.Edit, new() { Edit = new(new("Zoë", null, null, null, null), null, new() { Country = "DE" }) });

        using var rows = hub.Rows();
        var contact = rows.Contacts.Single();
        (contact.FirstName, contact.LastName, contact.Title).ShouldBe(("Zoë", "Ko\0wal", "C\0FO"));
        rows.Leads.Single().Facts.Product.ShouldBe("Fl\0ow");
        hub.Verify().Problems.ShouldBeEmpty();
    }
}
