using System.Globalization;
using SmarketingHub.Domain.Life;
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

    private static string Everything(HubFixture hub)
    {
        using var rows = hub.Rows();
        var head = rows.Head.Single();
        return string.Create(CultureInfo.InvariantCulture, $"{head.Sequence} {Convert.ToHexString(head.Hash)} {head.LastId} "
            + $"{rows.Leads.Count()} {rows.Contacts.Count()} {rows.Accounts.Count()} {rows.Texts.Count()} {rows.ImportRuns.Count()} "
            + $"{rows.ImportedRows.Count()} {rows.ExternalIds.Count()} {rows.Inquiries.Count()}");
    }
}
