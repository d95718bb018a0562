using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Each lead knows the rows that brought it and told of it.</summary>
public sealed class FromFileTests
{
    [Theory]
    [InlineData(ImportAs.New)]
    [InlineData(ImportAs.History)]
    public async Task A_row_that_added_or_joined_is_told_last_and_one_that_was_skipped_is_not(ImportAs importAs)
    {
        await using var hub = await HubFixture.Start();
        const string File = "email,company\na@x.example,X\n\nb@y.example,\na@x.example,Other\n";
        var first = await hub.Import(File, importAs);
        var again = await hub.Import(File, importAs);

        (first.Added, first.Joined, again.Skipped).ShouldBe((2, 1, 3));
        var (a, b) = (hub.Leads()[0].Id, hub.Leads()[1].Id);
        hub.RowsOf(a).ShouldBe([(first.Run, 2), (first.Run, 5)]);
        hub.RowsOf(b).ShouldBe([(first.Run, 4)]);
        hub.Events(b)[^1].ShouldBe("rowImported");
        hub.Verify().Problems.ShouldBeEmpty();
    }
}
