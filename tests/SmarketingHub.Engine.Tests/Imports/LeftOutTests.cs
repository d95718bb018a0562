using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>No row is lost for a field that is not its identity: what cannot be read is left out, told, and kept with the lead.</summary>
public sealed class LeftOutTests
{
    [Theory]
    [InlineData("Lead Status", "Dancing", "is no stage known here")]
    [InlineData("Country", "Atlantis", "is no country known here")]
    [InlineData("Rating", "Lukewarm", "is no grade")]
    [InlineData("Time Zone", "Mars/Olympus", "is no time zone")]
    [InlineData("Lead Score", "many", "is no whole number")]
    [InlineData("Lead Score", "101", "from 0 to 100")]
    [InlineData("Created", "yesterday", "is no date known here")]
    [InlineData("Created", "2031-01-01", "in the future")]
    [InlineData("Amount", "a lot", "is no amount")]
    [InlineData("Amount", "-5", "An amount from 0")]
    [InlineData("expectedValue", "€ 5 USD", "money here is in EUR")]
    [InlineData("Currency", "USD", "money here is in EUR")]
    [InlineData("Lead Owner", "Nobody Known", "Nobody here is called")]
    [InlineData("holder", "Engineering", "There is no party")]
    [InlineData("External IDs", "only/two", "is not system/type/id")]
    [InlineData("Company", "no address", null)]
    public async Task A_value_that_cannot_be_read_costs_no_row(string column, string text, string? why)
    {
        await using var hub = await HubFixture.Start();

        var result = await hub.Import($"email,{column}\na@x.example,{text}\n");

        (result.Added, result.RejectsCsv, result.LeftOut).ShouldBe((1, null, why is null ? 0 : 1));
        var left = hub.LeftOut(hub.Leads().Single().Id);
        left.Select(value => (value.Column, value.Value)).ShouldBe(why is null ? [] : [(column, text)]);
        if (why is not null)
            left[0].Why.ShouldNotBeNull().ShouldContain(why);
        (await hub.Import($"email,{column}\na@x.example,{text}\n")).Skipped.ShouldBe(1);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_is_rejected_only_when_nothing_says_whose_it_is()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("Email,Phone,Company,Country\nnot an address,,Nordwind,\nnot an address,+48 22 123 45 67,,\n"
            + "not an address,,,PL\n,,,PL\n");

        (result.Added, result.Rejected).ShouldBe((2, 2));
        result.RejectsCsv!.ShouldContain("not an address,,,PL,4,Email,");
        result.RejectsCsv!.ShouldContain(",,,PL,5,,\"Give at least one of email");
        hub.LeftOut(hub.Leads()[0].Id).Single().Column.ShouldBe("Email");
    }

    [Fact]
    public async Task An_amount_in_other_money_is_left_out_with_what_says_so()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,amount,expectedValue,currency,stage\na@x.example,5,6,USD,Won\nb@x.example,5,6,eur,Won\n");
        hub.LeftOut(hub.Leads()[0].Id).Select(left => left.Column).ShouldBe(["amount", "expectedValue", "currency"]);
        hub.LeftOut(hub.Leads()[1].Id).ShouldBeEmpty();
        hub.Leads().Select(lead => (lead.Amount, lead.Facts.ExpectedValue)).ShouldBe([(null, null), (5, 6)]);
    }

    [Fact]
    public async Task A_stage_that_nobody_knows_leaves_the_dated_ones()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,created,stage,workingAt,wonAt\na@x.example,2026-01-05,Dancing,2026-01-07,\n"
            + "b@x.example,2026-01-05,Dancing,2026-01-07,2026-01-09\nc@x.example,2026-01-05,Dancing,,\n");
        hub.Leads().Select(lead => lead.Stage).ShouldBe([Stage.Working, Stage.Won, Stage.Captured]);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_does_not_clear_what_is_known()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,country,score\n1,a@x.example,PL,50\n");
        await hub.Import("Lead ID,email,country,score\n1,a@x.example,Atlantis,60\n");
        var lead = hub.Leads().Single();
        (lead.Facts.Country, lead.Facts.Score).ShouldBe(("PL", 60));
    }

    [Fact]
    public async Task Columns_that_mean_nothing_here_are_told_and_their_values_kept()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,Shoe size,Annual Revenue,Secret,Status\na@x.example,44,1000,x,New\nb@x.example,-,,y,New\n",
            profile: """{ "columns": { "Secret": "" } }""");

        result.Report.Columns.Select(c => (c.Name, c.Field, c.Use, c.Kept)).ShouldBe(
        [
            ("email", "email", ColumnUse.Recognised, 0), ("Shoe size", null, ColumnUse.Unknown, 1),
            ("Annual Revenue", null, ColumnUse.NothingHere, 1), ("Secret", null, ColumnUse.LeftOut, 0),
            ("Status", "stage", ColumnUse.Recognised, 0),
        ]);
        hub.LeftOut(hub.Leads()[0].Id).ShouldBe([("Shoe size", "44", null), ("Annual Revenue", "1000", null)]);
        hub.LeftOut(hub.Leads()[1].Id).ShouldBeEmpty();
        result.LeftOut.ShouldBe(0);
    }

    [Fact]
    public async Task As_new_judges_nothing_that_it_does_not_use()
    {
        await using var hub = await HubFixture.Start();
        const string File = "email,Created,Lead Status,workingAt,Close Date,Amount,Currency,Lead Owner,holder,Closed Lost Reason\n"
            + "a@x.example,2026-02-27,Dancing,2026-01-01,2031-01-01,a lot,USD,Nobody,Nobody,a reason\n";
        var result = await hub.Import(File, ImportAs.New, """{ "strict": true }""");

        (result.Added, result.RejectsCsv, result.LeftOut).ShouldBe((1, null, 0));
        result.Report.Columns.Count(c => c.Use == ColumnUse.NotUsedAsNew).ShouldBe(8);
        var left = hub.LeftOut(hub.Leads().Single().Id);
        left.Select(value => value.Value).ShouldBe(["Dancing", "2026-01-01", "2031-01-01", "a lot", "USD", "Nobody", "Nobody", "a reason"]);
        left.ShouldAllBe(value => value.Why == null);
        hub.Leads().Single().ReceivedAt.ToString().ShouldBe("2026-02-26T23:00:00Z");
    }

    [Fact]
    public async Task Of_several_columns_of_a_field_the_others_are_kept()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,Phone,Mobile,First Name,Last Name,Full Name,Lead Status,Lifecycle Stage\n"
            + "a@x.example,+48 22 1,+48 600 2,Ana,Kowal,Ana Kowal,New,Customer\nb@x.example,+48 22 1,+48 22 1,Bo,,Robert B.,,Lead\n");
        hub.LeftOut(hub.Leads()[0].Id).Select(left => (left.Column, left.Value))
            .ShouldBe([("Mobile", "+48 600 2"), ("Lead Status", "New")]);
        hub.LeftOut(hub.Leads()[1].Id).Select(left => (left.Column, left.Value)).ShouldBe([("Full Name", "Robert B.")]);
        hub.Leads()[0].Stage.ShouldBe(Stage.Won);
    }

    [Fact]
    public async Task The_report_counts_by_column_and_reason_and_names_nobody()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import("email,company,country,Lead Status\nzofia at x,X,Atlantis,Dancing\nbo at y,Y,Atlantis,Dancing\n"
            + "cy@z.example,Z,Lemuria,New\n");

        result.Report.LeftOut.Select(left => (left.Column, left.Count, left.FirstLine, left.Example)).ShouldBe(
            [("country", 3, 2, "Atlantis"), ("email", 2, 2, null), ("Lead Status", 2, 2, "Dancing")], ignoreOrder: true);
        result.Report.Words.Select(word => (word.Field, word.Word, word.Count)).ShouldBe(
            [("stage", "Dancing", 2), ("country", "Atlantis", 2), ("country", "Lemuria", 1)]);
        using var rows = hub.Rows();
        var run = rows.ImportRuns.Single();
        run.LeftOut.ShouldBe(7);
        run.Report.ShouldNotBeNull().ShouldNotContain("zofia");
        ImportReport.Read(run.Report)!.LeftOut.Count.ShouldBe(3);
    }
}
