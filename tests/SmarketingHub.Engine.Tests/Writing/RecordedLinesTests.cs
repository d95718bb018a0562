using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Writing;

public sealed class RecordedLinesTests
{
    [Fact]
    public async Task The_last_line_up_to_an_instant_is_found_among_all()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 7; i++)
        {
            await hub.Pass(Duration.FromMinutes(i % 3));
            await hub.Take($"ana{i}@example.com", company: null);
        }
        await using var rows = hub.Rows();
        var lines = rows.Ledger.Select(line => new { line.Sequence, line.RecordedAt }).ToList();

        foreach (var at in lines.SelectMany(line => new[] { line.RecordedAt - Duration.Epsilon, line.RecordedAt }))
            (await RecordedLines.LastUpTo(rows, at)).ShouldBe(
                lines.Where(line => line.RecordedAt <= at).Select(line => line.Sequence).DefaultIfEmpty(0).Max());
        (await RecordedLines.LastUpTo(rows, Instant.MaxValue)).ShouldBe(lines.Count);
    }
}
