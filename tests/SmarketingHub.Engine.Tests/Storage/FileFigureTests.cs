using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Storage;

public sealed class FileFigureTests
{
    [Fact]
    public async Task Tables_are_as_large_as_the_pages_that_they_have()
    {
        await using var hub = await HubFixture.Start();
        for (var i = 0; i < 400; i++)
            await hub.Take($"p{i}@example.com", company: $"Company {i}");
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", TestContext.Current.CancellationToken);

        var figures = FileFigures.Of(rows);

        figures.Path.ShouldBe(hub.File);
        figures.File.ShouldBe(new FileInfo(hub.File).Length);
        figures.Log.ShouldBe(0);
        figures.Tables[0].Name.ShouldBe("Ledger");
        figures.Tables.Select(table => table.Name).ShouldContain("Leads");
        // All that is in no table is free, or continues a long value; nothing is counted twice.
        figures.Tables.Sum(table => table.Bytes).ShouldBeInRange(figures.File * 3 / 4, figures.File - figures.Free);
        figures.Program.ShouldStartWith("SQLite 3.");
    }

    [Fact]
    public async Task The_pages_are_counted_as_sqlite_would_write_them_anew()
    {
        var folder = Directory.CreateTempSubdirectory("hub").FullName;
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "t.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var count in new[] { 0, 1, 100, 5_000, 60_000 })
            {
                Run(connection, "DROP TABLE IF EXISTS T");
                Run(connection, "VACUUM");
                var before = Pages(connection);
                Run(connection, "CREATE TABLE T (A INTEGER PRIMARY KEY, B TEXT)");
                Run(connection, $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
                    + $"INSERT INTO T SELECT i, 'some words that fill a page ' || i FROM n WHERE {count} > 0");
                Run(connection, "VACUUM");
                var root = Number(connection, "SELECT rootpage FROM sqlite_master WHERE name = 'T'");
                new TreeSizes(new(connection)).PagesOf(root).ShouldBe(Pages(connection) - Math.Max(1, before), $"{count} rows");
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    private static long Pages(SqliteConnection connection) => Number(connection, "PRAGMA page_count");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
