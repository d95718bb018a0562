using System.Globalization;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>What a file would become, told before anything is written.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task The_first_rows_are_told_as_they_would_come_and_nothing_is_written()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,externalId,stage\nada@x.example,a-1,Working\n");
        await hub.Import("email,company\ncid@z.example,Z\n", ImportAs.New);
        var before = Everything(hub);

        var preview = await hub.Preview("email,externalId,stage,company\n"
            + "ada@x.example,a-1,Won,X\nbob@y.example,b-1,Working,Y\ncid@z.example,,,Zed\nbob@y.example,,,\ncid@z.example,,,Z\n"
            + "x@x.example,x-1,Foo,\n");

        var (first, second) = (hub.Leads()[0].Id, hub.Leads()[1].Id);
        preview.Leads.Take(5).Select(lead => (lead.Line, lead.Fate, lead.Lead, lead.OfLine, lead.Stage)).ShouldBe([
            (2, PreviewFate.Updates, first, null, Stage.Won), (3, PreviewFate.New, null, null, Stage.Working),
            (4, PreviewFate.Joins, second, null, Stage.Captured), (5, PreviewFate.Joins, null, 3, Stage.Working),
            (6, PreviewFate.Skipped, second, null, Stage.Captured)]);
        preview.Words.ShouldBe([new("stage", "Foo", 1, null)]);
        Everything(hub).ShouldBe(before);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_inquiry_of_now_does_not_have_is_not_asked_about()
    {
        await using var hub = await HubFixture.Start();
        const string Csv = "email,stage,owner,Close Date,country\na@x.example,Foo,Nobody,03/04/2026,Polnad\n";

        var preview = await hub.Preview(Csv, ImportAs.New);
        preview.Words.ShouldBe([new("country", "Polnad", 1, "PL")]);
        preview.Questions.ShouldBeEmpty();
        preview.Columns.Select(column => column.Use).ShouldBe([ColumnUse.Recognised, ColumnUse.NotUsedAsNew, ColumnUse.NotUsedAsNew,
            ColumnUse.NotUsedAsNew, ColumnUse.Recognised]);

        preview = await hub.Preview(Csv);
        preview.Words.Select(word => word.Word).ShouldBe(["Foo", "Nobody", "Polnad"]);
        preview.Questions.ShouldBe([new("Close Date", "closedAt", QuestionKind.DayOrMonth, "03/04/2026")]);
    }

    [Fact]
    public async Task What_a_profile_answers_is_told_as_such_so_that_it_can_be_answered_otherwise()
    {
        await using var hub = await HubFixture.Start();
        const string Csv = "email,stage,country,Close Date,Amount\na@x.example,Foo,Polnad,03/04/2026,1.054\nb@x.example,Foo,PL,,\n";

        var preview = await hub.Preview(Csv, profile: """
            { "stages": { "Foo": "Meeting", "Bar": "Won" }, "spellings": { "country": { "Polnad": "PL" } },
              "dateFormats": ["dd/MM/yyyy"], "decimal": "," }
            """);

        preview.Words.ShouldBeEmpty();
        preview.KnownWords.ShouldBe([new("stage", "Foo", 2, null), new("country", "Polnad", 1, null)]);
        preview.Questions.ShouldBeEmpty();
        preview.Answered.ShouldBe([new("Close Date", "closedAt", QuestionKind.DayOrMonth, "03/04/2026"),
            new("Amount", "amount", QuestionKind.Decimal, "1.054")]);
    }

    [Theory]
    [InlineData("Created Date", "03/04/2026|05/06/2026", "DayOrMonth", null)]
    [InlineData("Created Date", "03/04/2026|15/06/2025", null, "dd/MM")]
    [InlineData("Created Date", "03/04/2026|06/15/2025", null, "MM/dd")]
    [InlineData("Created Date", "2026-01-04|04.01.2026", null, null)]
    [InlineData("Created Date", "45964|45965", null, "Excel days")]
    [InlineData("Amount", "1.054|2.000", "Decimal", null)]
    [InlineData("Amount", "1.054|2.000,50", null, "comma")]
    [InlineData("Amount", "1,054|2,000.50", null, "point")]
    [InlineData("Amount", "1054|2000", null, null)]
    public async Task Only_what_the_columns_own_values_leave_open_is_asked(string column, string values, string? asked, string? proof)
    {
        await using var hub = await HubFixture.Start();
        var rows = string.Concat(values.Split('|').Select((value, i) => $"p{i}@x.example,\"{value}\"\n"));

        var preview = await hub.Preview($"email,{column}\n{rows}");

        preview.Questions.Select(question => $"{question.Kind}").ShouldBe(asked is null ? [] : [asked]);
        preview.Columns[1].Proof.ShouldBe(proof);
        var said = asked == "Decimal" ? """{ "decimal": "." }""" : """{ "dateFormats": ["dd/MM/yyyy"] }""";
        (await hub.Preview($"email,{column}\n{rows}", profile: said)).Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_would_be_rejected_is_told_as_an_import_tells_it()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,externalId\nada@x.example,a-1\nbob@y.example,b-1\n");
        // Told by reading, and by who is who.
        const string Csv = "email,externalId,Shoe size\n,,41\nada@x.example,b-1,42\ncid@z.example,,43\n";

        var preview = await hub.Preview(Csv);
        var imported = await hub.Import(Csv);

        preview.Rejected.ShouldBe(imported.Rejected);
        preview.Rejects.ShouldAllBe(reject => imported.RejectsCsv!.Contains($",{reject.Line},{reject.Column},"));
        preview.Rejects.Select(reject => reject.Line).ShouldBe([2, 3]);
        preview.Rejects[1].Cells.ShouldBe(["ada@x.example", "b-1", "42"]);
        preview.Leads.Single().LeftOut.ShouldBe([new("Shoe size", "43")]);
    }

    [Fact]
    public async Task A_row_that_may_not_be_imported_is_one_that_would_be_rejected()
    {
        await using var hub = await HubFixture.Start();
        var lead = new Actor(ActorKind.Key, 1, Role.Lead, Party.Marketing);
        const string Csv = "email,stage,owner\na@x.example,Working,\nb@x.example,Captured,\nc@x.example,Captured,Nobody Here\n";
        const string People = """{ "unknownOwners": "inactive" }""";

        var preview = await hub.Preview(Csv, profile: People, actor: lead);
        var imported = await hub.Import(Csv, profile: People, actor: lead);

        preview.Rejects.Select(reject => reject.Line).ShouldBe([2, 4]);
        (preview.Rejected, preview.Leads.Single().Line).ShouldBe((imported.Rejected, 3));
    }

    private static string Everything(HubFixture hub)
    {
        using var rows = hub.Rows();
        var head = rows.Head.Single();
        return string.Create(CultureInfo.InvariantCulture, $"{head.Sequence} {Convert.ToHexString(head.Hash)} {head.LastId} "
            + $"{rows.Leads.Count()} {rows.Contacts.Count()} {rows.Accounts.Count()} {rows.Texts.Count()} {rows.ImportRuns.Count()} "
            + $"{rows.ImportedRows.Count()} {rows.ExternalIds.Count()} {rows.Inquiries.Count()}");
    }
}
