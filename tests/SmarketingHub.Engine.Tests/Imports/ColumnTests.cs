using System.Text;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>What files look like: their columns, dialects, encodings and dates.</summary>
public sealed class ColumnTests
{
    [Fact]
    public async Task A_hubspot_export_is_recognised_by_its_header()
    {
        await using var hub = await HubFixture.Start();
        var eva = await hub.Hire("Eva Lind");
        const string header = "Record ID,First Name,Last Name,Email,Phone Number,Company Name,Job Title,Country/Region,Create Date,"
            + "Original Source,Lead Status,HubSpot Owner,Number of Employees";
        var result = await hub.Import($"""
            {header}
            51,Ana,Kowal,ana@nordwind.example,+48 22 123 45 67,Nordwind,CFO,Germany,2025-11-03 14:05,Organic Search,In progress,Eva Lind,120
            52,Bo,,bo@brillo.example,,Brillo,,,2025-11-04,Paid Search,New,,
            """);

        (result.Added, result.RejectsCsv).ShouldBe((2, null));
        var lead = hub.Leads()[0];
        (lead.Stage, lead.Owner, lead.Holder, lead.Facts.Country, lead.Facts.Source).ShouldBe((Stage.Working, eva.Id, Party.Sales, "DE",
            "Organic Search"));
        lead.ReceivedAt.ShouldBe(Instant.FromUtc(2025, 11, 3, 13, 5));
        (hub.Leads()[1].Stage, hub.Leads()[1].Holder).ShouldBe((Stage.Captured, Party.Marketing));
        using var rows = hub.Rows();
        var contact = rows.Contacts.Single(c => c.Id == lead.ContactId);
        (contact.Name, contact.Title, contact.PhoneKey).ShouldBe(("Ana Kowal", "CFO", "+48221234567"));
        rows.ExternalIds.Select(e => e.System + "/" + e.Type + "/" + e.Value).Order()
            .ShouldBe(["hubspot/contact/51", "hubspot/contact/52"]);
    }

    [Fact]
    public async Task A_salesforce_export_is_recognised_by_its_header()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("""
            Lead ID;First Name;Last Name;Company / Account;Email;Lead Source;Lead Status;Rating;Lead Owner;Created Date;Annual Revenue
            00Q5;Ana;Kowal;Nordwind;ana@nordwind.example;Web;Closed - Not Converted;Hot;Eva Lind;3/2/2026;1200000
            """, profile: """{ "dateFormats": ["MM/dd/yyyy"], "unknownOwners": "inactive" }""");

        (result.Added, result.RejectsCsv).ShouldBe((1, null));
        var lead = hub.Leads().Single();
        (lead.Stage, lead.Facts.Grade, lead.Facts.ExpectedValue).ShouldBe((Stage.Disqualified, "A", null));
        lead.ReceivedAt.ShouldBe(Instant.FromUtc(2026, 3, 1, 23, 0));
        using var rows = hub.Rows();
        rows.ExternalIds.Single().System.ShouldBe("salesforce");
        (await hub.Door.Do(HubFixture.Admin, write => write.Company.Person(lead.Owner))).ShouldNotBeNull().Active.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-02-27", "2026-02-26T23:00:00Z")]
    [InlineData("27.02.2026", "2026-02-26T23:00:00Z")]
    [InlineData("02/27/2026", "2026-02-26T23:00:00Z")]
    [InlineData("2/27/2026 2:05 PM", "2026-02-27T13:05:00Z")]
    [InlineData("2026-02-27 14:05", "2026-02-27T13:05:00Z")]
    [InlineData("2026-02-27T14:05:09", "2026-02-27T13:05:09Z")]
    [InlineData("27.02.2026 14:05", "2026-02-27T13:05:00Z")]
    [InlineData("2026-02-27T14:05:00Z", "2026-02-27T14:05:00Z")]
    [InlineData("2026-02-27T14:05:00+02:00", "2026-02-27T12:05:00Z")]
    [InlineData("2026-02-27T14:05:00.000+0000", "2026-02-27T14:05:00Z")]
    public async Task Dates_are_read_in_several_ways(string text, string at)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import($"email,created\na@x.example,{text}", profile: """{ "dateFormats": ["MM/dd/yyyy"] }""");

        result.RejectsCsv.ShouldBeNull();
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe(at);
    }

    [Theory]
    [InlineData("03/04/2026", "could be two days")]
    [InlineData("yesterday", "is no date")]
    [InlineData("2031-01-01", "in the future")]
    [InlineData("0001-01-01", "before 1970")]
    [InlineData("2026-02-30", "is no date")]
    public async Task Dates_that_cannot_be_told_are_left_out_and_reject_a_row_where_the_profile_is_strict(string text, string why)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import($"email,created\na@x.example,{text}", profile: Files.Strict);
        (result.Added, result.Rejected).ShouldBe((0, 1));
        result.RejectsCsv!.ShouldContain(why);
        result.RejectsCsv!.ShouldContain(",2,created,");

        (await hub.Import($"email,created\na@x.example,{text}")).LeftOut.ShouldBe(1);
        var (column, value, reason) = hub.LeftOut(hub.Leads().Single().Id).ShouldHaveSingleItem();
        (column, value, hub.Leads().Single().ReceivedAt).ShouldBe(("created", text, hub.Now));
        reason.ShouldNotBeNull().ShouldContain(why);
    }

    [Theory]
    [InlineData(",", "utf-8")]
    [InlineData(";", "utf-8")]
    [InlineData("\t", "utf-8")]
    [InlineData(";", "utf-16")]
    public async Task Delimiters_marks_and_line_breaks_in_quotes(string delimiter, string encoding)
    {
        await using var hub = await HubFixture.Start();
        var text = string.Join(delimiter, "Email", "Company Name", "Notes") + "\r\n\r\n"
            + string.Join(delimiter, "żo@x.example", "\"Müller, Söhne; \"\"Co\"\"\"", "\"one\r\ntwo\"") + "\r\n"
            + string.Join(delimiter, "no-address", "", "");
        var chosen = Encoding.GetEncoding(encoding);

        var result = await hub.Import([.. chosen.GetPreamble(), .. chosen.GetBytes(text)]);

        (result.Added, result.Rejected).ShouldBe((1, 1));
        using var rows = hub.Rows();
        rows.Accounts.Select(a => a.Name).ShouldContain("Müller, Söhne; \"Co\"");
        rows.Texts.AsEnumerable().ShouldContain(t => t.Text == "one\r\ntwo");
        result.RejectsCsv!.ShouldContain($"{delimiter}5{delimiter}Email{delimiter}");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_as_a_whole_and_read_when_the_profile_names_them()
    {
        await using var hub = await HubFixture.Start();
        byte[] csv = [.. "email,company\na@x.example,M"u8, 0xFC, .. "ller"u8];

        var refused = await Should.ThrowAsync<InvalidArgument>(hub.Import(csv));
        refused.Message.ShouldContain("not UTF-8");
        (await hub.Import(csv, profile: """{ "encoding": "windows-1252" }""")).Added.ShouldBe(1);

        using var rows = hub.Rows();
        rows.Accounts.Select(a => a.Name).ShouldContain("Müller");
    }

    [Fact]
    public async Task A_profile_maps_columns_constants_owners_and_spellings_and_names_its_mistakes()
    {
        await using var hub = await HubFixture.Start();
        var eva = await hub.Hire("Eva Lind");
        await hub.Import("who,wer,was,wert\na@x.example,EL,gtx,\"1.054,50\"", profile: """
            { "columns": { "who": "email", "wer": "owner", "was": "product", "wert": "expectedValue" }, "decimal": ",",
              "constants": { "stage": "SQL", "campaign": "spring" }, "owners": { "EL": "eva.lind@hub.example" },
              "spellings": { "product": { "gtx": "GTX Pro" } } }
            """);

        var lead = hub.Leads().Single();
        (lead.Stage, lead.Owner, lead.Facts.Product, lead.Facts.Campaign, lead.Facts.ExpectedValue)
            .ShouldBe((Stage.Qualified, eva.Id, "GTX Pro", "spring", 1054.50m));
        foreach (var (profile, why) in new[]
        {
            ("""{ "colums": {} }""", "colums"), ("""{ "columns": { "who": "mail" } }""", "no field 'mail'"),
            ("""{ "columns": { "Who?": "email" } }""", "no column 'Who?'"),
            ("""{ "timeZone": "Mars" }""", "Mars"), ("{", "cannot be read"),
            ("""{ "people": { "file": "../x.csv", "name": "n" } }""", "is a path"),
        })
            (await Should.ThrowAsync<InvalidArgument>(async () => await hub.Import("who\na@x.example",
                profile: profile))).Message.ShouldContain(why);
    }
}
