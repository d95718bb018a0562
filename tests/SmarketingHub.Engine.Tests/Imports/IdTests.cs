using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>An id belongs to what the row is; a deal without one is a lead all the same.</summary>
public sealed class IdTests
{
    private const string Contacts = "Record ID,First Name,Last Name,Email,Company name,Lifecycle Stage\n"
        + "101,Ana,Kowal,ana@nordwind.example,Nordwind,Lead\n";
    private const string Deals = "Record ID,Deal Name,Deal Stage,Amount,Associated Company,Contact ID\n"
        + "101,Corso: renewal,Closed won,5000,Corso,102\n";
    private const string Opportunities = "Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date\n"
        + "200 seats,Nordwind,Closed Won,1000,2026-02-20,2026-01-05\n"
        + "Training,Nordwind,Prospecting,500,,2026-01-06\nTraining,Nordwind,Prospecting,500,,2026-01-06\n";

    [Fact]
    public async Task A_deal_is_not_the_contact_that_has_its_number()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import(Contacts);
        (await hub.Import(Deals)).Added.ShouldBe(1);

        hub.Leads().Select(l => (l.Stage, l.Amount)).ShouldBe([(Stage.Captured, null), (Stage.Won, 5000m)]);
        Ids(hub).ShouldBe(["hubspot/contact/101", "hubspot/deal/101"]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Lead ID,First Name,Last Name,Company / Account,Email", "salesforce/lead/7")]
    [InlineData("Lead Id,Last Name,Company,Email,Unsubscribed Mode", "zoho/lead/7")]
    [InlineData("Lead ID,Full Name,GCLID,Form ID,User Email", "google-ads/lead/7")]
    [InlineData("Contact ID,First Name,Last Name,Account Name,Contact Owner,Account ID", "salesforce/contact/7")]
    [InlineData("Record ID,Company name,Company owner,City,Contact ID", "hubspot/company/7")]
    [InlineData("Lead ID,email", "salesforce/lead/7")]
    [InlineData("Deal ID,Deal Name,Company,Contact ID,email", "hubspot/deal/7")]
    [InlineData("Contact ID,Deal Name,Company,email", null)]
    public async Task An_id_is_that_of_the_files_system_and_of_its_rows(string header, string? id)
    {
        await using var hub = await HubFixture.Start();
        var cells = header.Split(',').Select((name, i) => name.Contains("mail") ? "a@x.example"
            : name.StartsWith("Company") || name.StartsWith("Account Name") ? "X" : i == 0 ? "7" : "8");
        (await hub.Import($"{header}\n{string.Join(',', cells)}\n")).RejectsCsv.ShouldBeNull();
        Ids(hub).ShouldBe(id is null ? [] : [id]);
    }

    [Theory]
    [InlineData(ImportAs.History)]
    [InlineData(ImportAs.New)]
    public async Task Deals_of_one_company_without_ids_are_leads_of_their_own_and_are_known_again(ImportAs importAs)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import(Opportunities, importAs)).Added.ShouldBe(3);

        var again = await hub.Import(Opportunities, importAs);

        (again.Added, again.Joined, again.Skipped).ShouldBe((0, 0, 3), again.RejectsCsv);
        hub.Leads().Count.ShouldBe(3);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_export_moves_a_deal_without_an_id_on()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import(Opportunities);

        var later = await hub.Import(Opportunities.Replace("Prospecting,500", "Negotiation/Review,700", StringComparison.Ordinal));

        (later.Added, later.Joined, later.Skipped).ShouldBe((0, 2, 1), later.RejectsCsv);
        hub.Leads().Select(l => (l.Stage, l.Amount)).ShouldBe([(Stage.Won, 1000m), (Stage.Opportunity, 700m), (Stage.Opportunity, 700m)]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deals_that_an_older_version_took_for_contacts_come_as_deals_unless_the_profile_goes_on_with_the_old_ids()
    {
        await using var hub = await HubFixture.Start();
        const string AsBefore = """{ "system": "hubspot", "type": "contact" }""";
        await hub.Import(Deals, profile: AsBefore);
        Ids(hub).ShouldBe(["hubspot/contact/101"]);

        (await hub.Import(Deals, profile: AsBefore)).Skipped.ShouldBe(1);
        (await hub.Import(Deals)).Added.ShouldBe(1);

        Ids(hub).ShouldBe(["hubspot/contact/101", "hubspot/deal/101"]);
    }

    private static List<string> Ids(HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.ExternalIds.AsEnumerable().Select(e => $"{e.System}/{e.Type}/{e.Value}").Order(StringComparer.Ordinal)];
    }
}
