using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Identities;

/// <summary>No edit leaves a lead that nothing finds any more; and what an older version let in stands in no edit's way.</summary>
public sealed class NobodysLeadTests
{
    [Fact]
    public async Task What_is_the_last_of_another_open_lead_is_not_cleared_either()
    {
        await using var hub = await HubFixture.Start();
        var earlier = await hub.Inquire("ana@x.example", null);
        await hub.Fire(earlier, Trigger.Disqualify, new() { Reason = "no-need" });
        var later = await hub.Take("ana@x.example");
        await hub.Fire(earlier, Trigger.Reopen, new() { Words = "after all" });

        var refused = await Should.ThrowAsync<InvalidArgument>(Clear(hub, later, "email"));

        (refused.Field, refused.Message.Contains($"lead {earlier}", StringComparison.Ordinal)).ShouldBe(("email", true), refused.Message);
        hub.Contact(later).Email.ShouldBe("ana@x.example");
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddExternalIds(earlier, [new("crm", "lead", "1")]);
            return true;
        });
        await Clear(hub, later, "email");
        (await Should.ThrowAsync<InvalidArgument>(Clear(hub, later, "company"))).Field.ShouldBe("company");
        hub.Lead(later).AccountId.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nor_does_an_import_clear_it()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Inquire("ana@x.example", null);
        var export = await ExportTests.Export(hub);

        var told = await hub.Import(export.Replace("ana@x.example", "", StringComparison.Ordinal));

        (told.Rejected, hub.Contact(lead).Email).ShouldBe((1, "ana@x.example"), told.RejectsCsv);
    }

    [Fact]
    public async Task A_worth_or_zone_of_before_blocks_no_edit()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Inquire("ana@x.example", null);
        await hub.Import("Lead ID,email\n7,bo@x.example\n");
        await using (var rows = hub.Rows())
            await rows.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Facts.ExpectedValue, 5_000_000_000_000m)
                .SetProperty(l => l.Facts.TimeZone, "Mars/Olympus"));

        await hub.Edit(lead, phone: "+48 22 123 45 67");
        (await hub.Import("Lead ID,email,title\n7,bo@x.example,CFO\n")).Rejected.ShouldBe(0);

        hub.Contact(lead).Phone.ShouldBe("+48 22 123 45 67");
        hub.Lead(lead).Facts.ExpectedValue.ShouldBe(5_000_000_000_000m);
        (await Should.ThrowAsync<InvalidArgument>(hub.Fire(lead, Trigger.Edit,
            new() { Edit = new(new(null, null, null, null, null), null, new() { ExpectedValue = 6_000_000_000_000m }) })))
            .Field.ShouldBe("expectedValue");
    }

    private static Task<long> Clear(HubFixture hub, long lead, string field) =>
        hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), null, new(), new HashSet<string> { field }) });
}
