using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Samples;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Tests.Samples;

public sealed class SampleCompanyTests
{
    [Theory]
    [InlineData("a Monday morning", 2026, 3, 2, 9)]
    [InlineData("a Saturday night", 2026, 3, 7, 23)]
    public async Task The_board_looks_alive_whenever_it_is_opened(string when, int year, int month, int day, int hour)
    {
        var now = Instant.FromUtc(year, month, day, hour, 7);
        var folder = Directory.CreateTempSubdirectory("sample");
        var file = Path.Combine(folder.FullName, "sample.db");
        await SampleCompany.Fill(file, now);

        await using (var rows = new SqliteHubContext(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(
            $"Data Source={file};Pooling=False").Options))
        {
            var cards = CardReader.Read(rows, CompanyStore.Read(rows), null).ToList();
            var columns = cards.CountBy(c => c.Column).ToDictionary(c => c.Key, c => c.Value);
            rows.Leads.Count().ShouldBeInRange(370, 430);
            foreach (var column in Enum.GetValues<Column>())
                columns.GetValueOrDefault(column).ShouldBeGreaterThan(0, $"{column}, {when}");
            foreach (var state in Enum.GetValues<ClockState>())
                rows.Clocks.Any(c => c.State == state).ShouldBeTrue($"{state}, {when}");
            cards.Count(c => c.Clock?.Sla == Sla.AtRisk).ShouldBeInRange(2, 14);
            cards.Count(c => c.Clock?.Sla == Sla.Breached).ShouldBeInRange(2, 10);
            cards.Count(c => c.Clock?.Promise == Promise.Accept && c.Clock.DueAt > now).ShouldBeGreaterThan(2);
            rows.Clocks.Any(c => c.Corrected).ShouldBeTrue();
            rows.Clocks.Any(c => c.ExcusedBy != null).ShouldBeTrue();
            rows.Leads.Count(l => l.Stage == Stage.Won).ShouldBeGreaterThan(10);
            rows.Notices.Where(n => n.Kind == NoticeKind.ToSign && n.ReadAt == null).Select(n => n.Version).Distinct().ToList()
                .ShouldBe([CompanyStore.Read(rows).Agreements[0].Versions[^1].Number], when);
            rows.Ledger.Max(e => e.At).ShouldBeLessThanOrEqualTo(now);
            Verifier.Verify(rows).Problems.ShouldBeEmpty();
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
