using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>A column that is there and empty says "none"; one that is not there says nothing.</summary>
public sealed class ClearingTests
{
    private const string Header =
        "Lead ID,email,company,firstName,lastName,phone,title,country,timeZone,source,campaign,channel,product,"
        + "segment,businessUnit,score,grade,expectedValue\n";
    private const string Full =
        "1,ana@x.example,Nordwind,Ana,Kowal,+48 22 123 45 67,CFO,PL,Europe/Warsaw,webinar,spring,paid,GTX,smb,north,80,A,5\n";

    [Fact]
    public async Task An_empty_cell_clears_what_its_lead_had()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import(Header + Full);
        var lead = hub.Leads().Single();
        (lead.Facts.Campaign, lead.Facts.Score, lead.AccountId is null, hub.Contact(lead.Id).Phone).ShouldBe(("spring", 80, false,
            "+48 22 123 45 67"));

        (await hub.Import(Header + "1,,,,,,,,,,,,,,,,,\n")).Joined.ShouldBe(1);

        lead = hub.Leads().Single();
        (lead.Facts, lead.AccountId).ShouldBe((new(), null));
        hub.Contact(lead.Id).Profile.IsEmpty.ShouldBeTrue();
        (await hub.Import(Header + "1,,,,,,,,,,,,,,,,,\n")).Skipped.ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_column_that_is_not_there_leaves_all_as_it_was()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import(Header + Full);

        (await hub.Import("Lead ID,title\n1,CEO\n")).Joined.ShouldBe(1);

        var lead = hub.Leads().Single();
        (lead.Facts.Campaign, hub.Contact(lead.Id).Title, hub.Contact(lead.Id).Email).ShouldBe(("spring", "CEO", "ana@x.example"));
        (await hub.Import("Lead ID,title,campaign\n1,CEO,\n")).Joined.ShouldBe(1);
        hub.Leads().Single().Facts.Campaign.ShouldBeNull();
    }

    [Fact]
    public async Task What_several_columns_mean_is_empty_when_all_of_them_are()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,name,phone,Mobile\n1,ana@x.example,Ana Kowal,+48 22 123 45 67,\n");

        await hub.Import("Lead ID,email,name,phone,Mobile\n1,ana@x.example,Ana Kowal,,+48 600 100 200\n");
        (hub.Contact(hub.Leads().Single().Id).Phone, hub.Contact(hub.Leads().Single().Id).LastName).ShouldBe(("+48 600 100 200", "Kowal"));
        await hub.Import("Lead ID,email,name,phone,Mobile\n1,ana@x.example,,,\n");
        (hub.Contact(hub.Leads().Single().Id).Phone, hub.Contact(hub.Leads().Single().Id).Name).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(ImportAs.New)]
    [InlineData(ImportAs.History)]
    public async Task What_joins_clears_nothing(ImportAs importAs)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,phone,campaign,title\nana@x.example,+48 22 123 45 67,spring,CFO\n", importAs);

        (await hub.Import("email,phone,campaign,title\nana@x.example,,,\n", importAs)).Joined.ShouldBe(1);

        var lead = hub.Leads().Single();
        (lead.Facts.Campaign, hub.Contact(lead.Id).Title, hub.Contact(lead.Id).Phone).ShouldBe(("spring", "CFO", "+48 22 123 45 67"));
    }

    [Fact]
    public async Task A_row_that_an_older_version_imported_is_there_already()
    {
        await using var hub = await HubFixture.Start();
        const string csv = "Lead ID,email,phone\n1,ana@x.example,\n";
        await hub.Import(csv);
        var lead = hub.Leads().Single().Id;
        await hub.Edit(lead, phone: "+48 22 123 45 67");
        await using (var rows = hub.Rows())
            await rows.Database.ExecuteSqlAsync($"UPDATE ImportedRows SET Hash = {OldHash}");

        (await hub.Import(csv)).Skipped.ShouldBe(1);

        hub.Contact(lead).Phone.ShouldBe("+48 22 123 45 67");
    }

    // Of that row, as a version from before remembered it.
    private static byte[] OldHash => SHA256.HashData(
        """{"profile":{"email":"ana@x.example","isEmpty":false},"facts":{},"externalIds":"""u8
        + """[{"system":"salesforce","type":"lead","id":"1"}],"reached":[]}"""u8);
}
