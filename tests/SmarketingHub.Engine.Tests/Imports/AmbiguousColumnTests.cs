using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Columns that could be two things: what a file does not tell is not guessed.</summary>
public sealed class AmbiguousColumnTests
{
    [Theory]
    [InlineData("Record ID,Name,Email,Lifecycle Stage,Original Source", "101,Ana Kowal,ana@x.example,Lead,Web")]
    [InlineData("Email,Name,Status,Deal Name", "ana@x.example,Ana Kowal,New,Renewal")]
    [InlineData("Email,Name,Deal Name,Deal Stage,Associated Company IDs", "ana@x.example,Ana Kowal,Renewal,Closed won,7")]
    [InlineData("Name,Email,Company ID,Notes", "Ana Kowal,ana@x.example,7,Hello")]
    public async Task A_persons_name_is_no_company_and_no_deals_name(string header, string row)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"{header}\n{row}\n")).RejectsCsv.ShouldBeNull();
        var lead = hub.Leads().Single();
        (hub.Contact(lead.Id).Name, lead.AccountId).ShouldBe(("Ana Kowal", null));
    }

    [Theory]
    [InlineData("Name,Email,Company ID,Company", "Ana Kowal,ana@x.example,7,Nordwind", null)]
    [InlineData("Name,Email,Account ID,Account Name", "Ana Kowal,ana@x.example,7,Nordwind", null)]
    [InlineData("Record ID,Email,Original Traffic Source", "7,ana@x.example,Web", "hubspot/contact/7")]
    [InlineData("Record ID,Email,Original Traffic Source,Company ID", "7,ana@x.example,Web,8", "hubspot/contact/7")]
    [InlineData("Company ID,Company name,Company owner", "7,Nordwind,", "hubspot/company/7")]
    [InlineData("Lead ID,Email,Opportunity ID,Company", "7,ana@x.example,8,Nordwind", "salesforce/lead/7")]
    [InlineData("Lead ID,Email,Opportunity ID,Account ID,Lead Owner,Company / Account",
        "7,ana@x.example,8,9,,Nordwind", "salesforce/lead/7")]
    [InlineData("Id,AccountId,LastName,FirstName,Name,Email,MailingCity", "7,8,Kowal,Ana,Ana Kowal,ana@x.example,Berlin",
        "salesforce/contact/7")]
    [InlineData("Contact ID,Account ID,Last Name,Email,Created Alias", "7,8,Kowal,ana@x.example,ek", "salesforce/contact/7")]
    [InlineData("Id,AccountId,LastName,Email,CreatedById", "0035e000001AbCd,8,Kowal,ana@x.example,9", "salesforce/contact/0035e000001AbCd")]
    [InlineData("Id,AccountId,Name,Amount,CloseDate,StageName", "7,8,Seats,5,,Prospecting", "salesforce/opportunity/7")]
    public async Task A_foreign_key_neither_says_what_the_rows_are_nor_becomes_their_id(string header, string row, string? id)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"{header}\n{row}\n")).RejectsCsv.ShouldBeNull();
        using var rows = hub.Rows();
        string[] expected = id is null ? [] : [id];
        rows.ExternalIds.AsEnumerable().Select(e => $"{e.System}/{e.Type}/{e.Value}").ShouldBe(expected);
    }

    [Theory]
    [InlineData("Active"), InlineData("On Hold"), InlineData("Invoice"), InlineData("Quote"), InlineData("Proposal")]
    [InlineData("Processed"), InlineData("CREATED"), InlineData("Other")]
    public async Task A_stage_of_one_system_alone_means_nothing_in_anybodys_file(string word)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import($"email,status\na@x.example,{word}\n");
        var (column, value, why) = hub.LeftOut(hub.Leads().Single().Id).ShouldHaveSingleItem();
        (column, value).ShouldBe(("status", word));
        why.ShouldNotBeNull().ShouldContain("is no stage known here");
    }

    [Theory]
    [InlineData("Qualification", Stage.Qualified), InlineData("Negotiation/Review", Stage.Opportunity)]
    [InlineData("Junk Lead", Stage.Disqualified), InlineData("Closed won", Stage.Won), InlineData("MQL", Stage.Ready)]
    public async Task A_stage_that_two_systems_agree_on_or_everybody_writes_is_known_in_any_file(string word, Stage stage)
    {
        await using var hub = await HubFixture.Start();
        (await hub.Import($"email,status\na@x.example,{word}\n")).RejectsCsv.ShouldBeNull();
        hub.Leads().Single().Stage.ShouldBe(stage);
    }

    [Fact]
    public async Task Rows_that_all_lack_the_same_last_cells_are_in()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,company,country,note,source\n" + string.Concat(
            Enumerable.Range(1, 4).Select(i => $"{i}@x.example,Nordwind {i},PL\n")));
        (result.Added, result.RejectsCsv).ShouldBe((4, null));
    }
}
