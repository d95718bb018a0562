using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>The real file, whole, by the profile that the docs show.</summary>
public sealed class CrmSalesTests(ITestOutputHelper output)
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public async Task Imports_whole_and_again_without_doubles()
    {
        await using var hub = await HubFixture.Start("America/New_York", "USD");
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        var clock = Stopwatch.StartNew();
        var result = await Import(hub);
        output.WriteLine($"8,800 rows in {clock.Elapsed.TotalSeconds:0.0} s");

        (result.Rows, result.Added, result.Joined, result.Skipped, result.Rejected).ShouldBe((8800, 8800, 0, 0, 0), result.RejectsCsv);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3), "about 20 s when nothing else runs");
        await using (var rows = hub.Rows())
        {
            var stages = await rows.Leads.GroupBy(l => l.Stage).ToDictionaryAsync(g => g.Key, g => g.Count());
            stages.ShouldBe(
                new Dictionary<Stage, int> { [Stage.Accepted] = 500, [Stage.Working] = 1589, [Stage.Won] = 4238, [Stage.Lost] = 2473 },
                ignoreOrder: true);
            (await rows.Leads.CountAsync(l => l.AccountId == null)).ShouldBe(1425);
            (await rows.Leads.CountAsync(l => l.Facts.Product == "GTX Pro")).ShouldBe(1480);
            (await rows.Leads.CountAsync(l => l.Owner == null)).ShouldBe(0);
            (await rows.Handoffs.CountAsync(), await rows.Clocks.CountAsync(), await rows.Notices.CountAsync()).ShouldBe((0, 0, 0));
            (await rows.Accounts.CountAsync(), await rows.Accounts.CountAsync(a => a.IsCustomer && a.Owner != null)).ShouldBe((85, 85));
        }
        await hub.BoardIsAt(hub.Verify().Sequence);
        hub.Board.Current.Cards.Values.CountBy(c => c.Column).ToDictionary().ShouldBe(
            new Dictionary<Column, int> { [Column.Accepted] = 500, [Column.Working] = 1589 }, ignoreOrder: true);
        hub.Board.Current.Cards.Values.ShouldAllBe(c => c.Holder == Party.Sales && c.Clock == null && c.PersonName != null);
        clock.Restart();
        hub.Verify().Problems.ShouldBeEmpty();
        output.WriteLine($"verified in {clock.Elapsed.TotalSeconds:0.0} s");

        var before = hub.Verify().Sequence;
        clock.Restart();
        var again = await Import(hub);
        output.WriteLine($"again in {clock.Elapsed.TotalSeconds:0.0} s");
        (again.Added, again.Skipped, again.Rejected).ShouldBe((0, 8800, 0));
        hub.Verify().Sequence.ShouldBe(before);
        await hub.Board.StopAsync(default);
    }

    [Fact]
    public async Task Timelines_are_those_of_the_file()
    {
        await using var hub = await HubFixture.Start("America/New_York", "USD");
        await Import(hub, """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054
            9ME3374G,Boris Faz,GTXPro,,Prospecting,,,
            """);

        var won = hub.Leads()[0];
        (won.Stage, won.Amount, won.Holder, won.Team, won.Facts.Country).ShouldBe((Stage.Won, 1054, Party.Sales, "central", "US"));
        (won.ReceivedAt, won.ClosedAt).ShouldBe((Day(2016, 10, 20), Day(2017, 3, 1)));
        hub.Events(won.Id).ShouldBe(["leadCaptured", "leadPlaced", "leadPlaced", "rowImported"]);
        await using var rows = hub.Rows();
        var line = await rows.Ledger.Where(e => e.LeadId == won.Id).OrderBy(e => e.Sequence).ToListAsync();
        line.Select(e => e.At).ShouldBe([Day(2016, 10, 20), Day(2016, 10, 20), Day(2017, 3, 1), Day(2017, 3, 1)]);
        line.ShouldAllBe(e => e.RecordedAt == hub.Now);
        var prospect = hub.Leads()[1];
        (prospect.Stage, prospect.ReceivedAt, prospect.AccountId, prospect.Placed).ShouldBe((Stage.Accepted, hub.Now, null, true));
        (await rows.ExternalIds.SingleAsync(e => e.LeadId == won.Id)).Value.ShouldBe("1C1I7A6R");
        (await rows.Company.CountAsync(d => d.Kind == "person"), await rows.Company.CountAsync(d => d.Kind == "team")).ShouldBe((41, 3));
    }

    [Fact]
    public async Task Money_in_another_currency_is_refused_before_anything_is_written()
    {
        await using var hub = await HubFixture.Start();
        var before = hub.Verify().Sequence;

        (await Should.ThrowAsync<Domain.InvalidArgument>(Import(hub))).Message.ShouldContain("USD");

        hub.Verify().Sequence.ShouldBe(before);
    }

    private static Instant Day(int year, int month, int day) => NewYork.AtStartOfDay(new(year, month, day)).ToInstant();

    private static async Task<ImportResult> Import(HubFixture hub, string? csv = null)
    {
        await using Stream stream = csv is null
            ? Files.CrmSales("sales_pipeline.csv") : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        return await hub.Services.GetRequiredService<Importer>().Import(Files.CrmRequest(stream), HubFixture.Admin);
    }
}
