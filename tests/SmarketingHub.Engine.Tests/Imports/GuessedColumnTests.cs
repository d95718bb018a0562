using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Columns whose names say nothing, and whose values do.</summary>
public sealed class GuessedColumnTests
{
    private static string File(string header, params string[] rows) => header + "\n" + string.Concat(rows.Select(row => row + "\n"));

    [Fact]
    public async Task Emails_phones_and_countries_are_seen_in_columns_of_unknown_names()
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import(File("Wer,Womit,Wo,Was",
            "ana@x.example,+48 600 100 200,Poland,44", "bo@y.example,(020) 7946 0018,Germany,45",
            "cy@z.example,0048 600 100 201,France,46"));

        (result.Added, result.RejectsCsv).ShouldBe((3, null));
        result.Report.Columns.Select(c => (c.Field, c.Use)).ShouldBe([("email", ColumnUse.Guessed), ("phone", ColumnUse.Guessed),
            ("country", ColumnUse.Guessed), (null, ColumnUse.Unknown)]);
        hub.Leads().Select(lead => lead.Facts.Country).ShouldBe(["PL", "DE", "FR"]);
        hub.Contact(hub.Leads()[0].Id).Email.ShouldBe("ana@x.example");
    }

    [Theory]
    [InlineData("email,Written by", "a@x.example,eva@hub.example", "b@x.example,ola@hub.example", "c@x.example,ida@hub.example")]
    [InlineData("company,Written by", "A,eva@hub.example", "B,eva@hub.example", "C,eva@hub.example")]
    [InlineData("company,Sprache", "A,de", "B,es", "C,pl")]
    [InlineData("company,Bestellt", "A,2026-03-02", "B,2026-03-03", "C,2026-03-04")]
    [InlineData("company,Nummer", "A,100200300", "B,100200301", "C,100200302")]
    [InlineData("company,Wer", "A,ana@x.example", "B,bo@y.example", "C,")]
    public async Task Where_they_could_be_something_else_they_are_kept_as_they_are(string header, params string[] rows)
    {
        await using var hub = await HubFixture.Start();
        var result = await hub.Import(File(header, rows));
        result.Report.Columns[1].Use.ShouldBe(ColumnUse.Unknown);
        hub.LeftOut(hub.Leads()[0].Id).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_does_not_fit_is_left_out_and_what_is_empty_clears_nothing()
    {
        await using var hub = await HubFixture.Start();
        var rows = Enumerable.Range(0, 10).Select(i => $"{i},C{i},p{i}@x.example").ToArray();
        await hub.Import(File("Lead ID,company,Wer", rows));
        var changed = await hub.Import(File("Lead ID,company,Wer", ["0,D0,", "1,D1,by post", .. rows[2..]]), profile: Files.Strict);
        (changed.Rejected, changed.Joined).ShouldBe((0, 2));
        hub.Contact(hub.Leads()[0].Id).Email.ShouldBe("p0@x.example");
        hub.LeftOut(hub.Leads()[1].Id).Single().Value.ShouldBe("by post");
    }
}
