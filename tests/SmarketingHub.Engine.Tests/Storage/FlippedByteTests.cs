using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Tests.Storage;

/// <summary>A byte of the file that is not what was written.</summary>
public sealed class FlippedByteTests(FlippedByteTests.WholeFile whole) : IClassFixture<FlippedByteTests.WholeFile>
{
    [Fact]
    public void In_the_body_of_an_event_it_is_found_and_said_where()
    {
        var line = whole.Line("handoffOffered");
        whole.Flipped(line.Body).ShouldContain($"Event {line.Sequence} (handoffOffered) is not what was written: its hash differs.");
    }

    [Fact]
    public void In_the_hash_of_an_event_it_is_found_and_said_where()
    {
        var line = whole.Line("noteAdded");
        whole.Flipped(line.Hash).ShouldContain($"Event {line.Sequence} (noteAdded) is not what was written: its hash differs.");
    }

    [Fact]
    public void In_the_row_of_a_lead_it_is_found_and_said_where() =>
        Told(whole.Changed($"UPDATE Leads SET Source = 'only-herf' WHERE Id = {whole.Lead}"), $"Lead {whole.Lead}: Facts is ");

    [Fact]
    public void In_a_clock_it_is_found_and_said_where()
    {
        var clock = whole.Clock;
        Told(whole.Changed($"UPDATE Clocks SET Commitment = 'decidf' WHERE Id = {clock}"),
            $"Lead {whole.Lead}: clock {clock} Commitment is decidf, by the ledger decide.");
        Told(whole.Changed($"UPDATE Clocks SET Points = char(123) || substr(Points, 2) WHERE Id = {clock}"),
            $"Lead {whole.Lead} cannot be read in its clocks: ");
    }

    [Fact]
    public void In_the_header_of_a_page_it_is_found_and_said_where()
    {
        var problems = whole.Flipped((bytes, rows) =>
        {
            var page = rows.Database.SqlQueryRaw<int>("SELECT rootpage AS Value FROM sqlite_master WHERE name = 'Clocks'").Single();
            var size = rows.Database.SqlQueryRaw<int>("SELECT page_size AS Value FROM pragma_page_size").Single();
            return (page - 1) * size;
        });
        Told(problems, "table Clocks");
    }

    [Fact]
    public void Wherever_it_is_verify_answers() => Gen.Select(Gen.Int[0, (int)whole.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
    {
        whole.Flipped((_, _) => at, 1 << bit).ShouldNotBeNull();
    }, iter: 150, threads: 1);

    private static void Told(IReadOnlyList<string> problems, string what) => string.Join('\n', problems).ShouldContain(what);

    /// <summary>A small file of every kind of row, and copies of it with a byte that differs.</summary>
    public sealed class WholeFile : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("hub-flip").FullName;
        private byte[] bytes = [];

        public long Lead { get; private set; }
        public long Clock { get; private set; }
        public long Length => bytes.Length;
        private string File => Path.Combine(folder, "whole.db");

        public async ValueTask InitializeAsync()
        {
            await using var hub = await HubFixture.Start();
            Lead = await hub.Take(source: "only-here");
            await hub.Fire(Lead, Trigger.Note, new() { Words = "a note" });
            for (var i = 0; i < 30; i++)
            {
                var lead = await hub.Take($"p{i}@example.com", company: $"Company {i}");
                if (i % 2 == 0)
                    await hub.Fire(lead, Trigger.Ready);
                if (i % 4 == 0)
                    await hub.Fire(lead, Trigger.Offer, new() { To = Party.Sales });
            }
            Clock = hub.Lead(Lead).Clocks[0].Id;
            hub.Verify().Problems.ShouldBeEmpty();
            FileCopy.Make(hub.File, File);
            bytes = await System.IO.File.ReadAllBytesAsync(File);
        }

        public LedgerEvent Line(string type)
        {
            using var rows = Rows(File);
            return rows.Ledger.AsNoTracking().First(e => e.Type == type);
        }

        /// <summary>What verify says when a byte in the middle of this is another one.</summary>
        public IReadOnlyList<string> Flipped(byte[] needle) => Flipped((all, _) => all.AsSpan().IndexOf(needle) + needle.Length / 2);

        /// <summary>What verify says when the one byte is another that this statement changes.</summary>
        public IReadOnlyList<string> Changed(string update)
        {
            var copy = Path.Combine(folder, "changed.db");
            System.IO.File.WriteAllBytes(copy, bytes);
            using (var rows = Rows(copy))
                rows.Database.ExecuteSqlRaw(update).ShouldBe(1);
            var changed = System.IO.File.ReadAllBytes(copy);
            // The first page's header counts changes.
            var at = Enumerable.Range(100, bytes.Length - 100).Where(i => bytes[i] != changed[i]).ShouldHaveSingleItem();
            return Flipped((_, _) => at, bytes[at] ^ changed[at]);
        }

        public IReadOnlyList<string> Flipped(Func<byte[], HubContext, int> where, int bits = 1)
        {
            var copy = Path.Combine(folder, "flipped.db");
            var flipped = bytes.ToArray();
            using (var rows = Rows(File))
                flipped[where(bytes, rows)] ^= (byte)bits;
            System.IO.File.WriteAllBytes(copy, flipped);
            return Verify(copy);
        }

        // As the command does it.
        private static IReadOnlyList<string> Verify(string file)
        {
            if (FileDamage.Of($"Data Source={file}") is { Count: > 0 } damage)
                return damage;
            try
            {
                HubFileCheck.Check(file);
                using var rows = Rows(file);
                return Verifier.Verify(rows).Problems;
            }
            catch (Exception error) when (error is UnusableFile or SqliteException)
            {
                return [error.Message];
            }
        }

        private static SqliteHubContext Rows(string file) =>
            new(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite($"Data Source={file};Pooling=False").Options);

        public ValueTask DisposeAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
