using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Benchmarks.Commands;

/// <summary>
/// The plain thing: EF Core, a context and a transaction for each command, writers one after the other behind a semaphore.
/// Each command loads what it changes and writes the rows that the product wrote for it; nothing is decided, hashed or serialized.
/// </summary>
internal sealed class PlainWriters(string file, IReadOnlyList<List<List<RowChange>>> leads)
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>So many writers share the leads; commands a second, and the time in ms within which 99 of 100 were answered.</summary>
    internal async Task<(double Rate, double P99)> Work(int writers)
    {
        var times = new ConcurrentBag<double>();
        // Who has the turn gets the connection that the one before gave back, as a pool would hand it out.
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        var options = new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite(connection).Options;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var i = w; i < leads.Count; i += writers)
                foreach (var command in leads[i])
                {
                    var start = Stopwatch.GetTimestamp();
                    await turn.WaitAsync();
                    try
                    {
                        Write(options, command);
                    }
                    finally
                    {
                        turn.Release();
                    }
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
        })));
        return (times.Count / clock.Elapsed.TotalSeconds, Figures.Percentile(times, 0.99));
    }

    private static void Write(DbContextOptions<SqliteHubContext> options, List<RowChange> command)
    {
        using var rows = new SqliteHubContext(options);
        using var transaction = rows.Database.BeginTransaction();
        Load(rows, command);
        foreach (var change in command)
            if (change.Whole is { } values)
                rows.Add(values.ToObject());
            // What leads have in common, a mail domain, may be another writer's to add, who has not come to it yet.
            else if (rows.Find(change.Type.ClrType, change.Key) is { } row)
                change.Set(rows.Entry(row));
        var head = rows.Head.Single();
        var last = (LedgerEvent)command.Last(c => c.Type.ClrType == typeof(LedgerEvent)).Whole!.ToObject();
        (head.Sequence, head.Hash, head.LastId) = (last.Sequence, last.Hash, head.LastId + 1);
        rows.SaveChanges();
        transaction.Commit();
    }

    // What any code would have to read first: the lead with its parts, or whether the person and the company are known.
    private static void Load(SqliteHubContext rows, List<RowChange> command)
    {
        var lead = command.First(c => c.Lead != 0).Lead;
        if (command.Exists(c => c is { Added: true } && c.Type.ClrType == typeof(Lead)))
        {
            var contact = (Contact)command.First(c => c.Type.ClrType == typeof(Contact)).Whole!.ToObject();
            var account = (Account)command.First(c => c.Type.ClrType == typeof(Account)).Whole!.ToObject();
            _ = rows.Contacts.FirstOrDefault(c => c.EmailKey == contact.EmailKey);
            _ = rows.Accounts.FirstOrDefault(a => a.NameKey == account.NameKey);
        }
        else
        {
            _ = rows.Leads.Include(l => l.Handoffs).Include(l => l.Clocks).Include(l => l.Attempts).AsSplitQuery()
                .Single(l => l.Id == lead);
        }
    }
}
