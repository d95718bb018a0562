using System.Text;
using CsCheck;
using Microsoft.Data.Sqlite;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Tests.Writing;

/// <summary>How many leads stay in memory makes no difference to what is written.</summary>
public sealed class EvictionTests
{
    private static readonly Trigger[] Triggers =
    [
        Trigger.Ready, Trigger.Offer, Trigger.Accept, Trigger.Attempt, Trigger.Attempt, Trigger.Book, Trigger.Hold, Trigger.Qualify,
        Trigger.Return, Trigger.Keep,
        Trigger.Dispute, Trigger.Pause, Trigger.Resume, Trigger.Note, Trigger.Edit, Trigger.Merge, Trigger.Nurture, Trigger.Disqualify,
        Trigger.Reopen, Trigger.Assign,
    ];

    private static readonly Gen<(int What, int Which, int Other)[]> Years = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 999],
        Gen.Int[0, 999]).Array[30, 60];

    [Fact]
    public void The_same_commands_write_the_same_file_however_many_leads_stay_in_memory_and_are_packed_there() => Years.Sample(year =>
    {
        var files = new[] { (100_000, 256), (100_000, 0), (0, 256), (1, 1), (4, 1) }
            .Select(memory => Play(year, new() { LeadsInMemory = memory.Item1, LeadsAtHand = memory.Item2 }).GetAwaiter().GetResult())
            .ToList();
        return files.TrueForAll(file => file == files[0]);
    }, iter: 6, threads: 1);

    private static async Task<string> Play((int What, int Which, int Other)[] year, DoorOptions memory)
    {
        await using var hub = await HubFixture.Start(door: memory);
        var keys = new Random(1);
        hub.Door.NewKey = () =>
        {
            var key = new byte[32];
            keys.NextBytes(key);
            return key;
        };
        await hub.Hire("Ana Sales");
        await hub.Hire("Ben Sales");
        var leads = new List<long>();
        foreach (var (what, which, other) in year)
        {
            if (what < 20 || leads.Count < 2)
                leads.Add(await hub.Take($"p{which % 9}@c{other % 4}.example", other % 3 == 0 ? "demo-request" : "fair",
                    $"Company {other % 4}", "ABC"[other % 3].ToString()));
            else if (what < 35)
                await hub.Pass(Duration.FromMinutes(which * 3));
            else
                await Try(hub, leads[which % leads.Count], Triggers[other % Triggers.Length], leads[other % leads.Count]);
        }
        foreach (var lead in leads.Distinct())
            await LeadsInMemoryTests.IsAsInTheFile(hub, hub.Door, lead);
        hub.Verify().Problems.ShouldBeEmpty();
        return Dump(hub.File);
    }

    private static async Task Try(HubFixture hub, long lead, Trigger trigger, long other)
    {
        try
        {
            await hub.Fire(lead, trigger, new()
            {
                To = Party.Sales,
                Kind = AttemptKind.Call,
                Reached = other % 2 == 0,
                At = hub.Now + Duration.FromDays(1),
                Until = hub.Now + Duration.FromDays(2),
                Reason = trigger == Trigger.Return ? nameof(ReturnReason.BadData) : "noBudget",
                Words = "as it was told",
                Into = other,
                Edit = trigger == Trigger.Edit ? new(new(null, "Kowal", null, null, $"CFO {other}"), null, new() { Grade = "B" }) : null,
            });
        }
        catch (Refusal refusal)
        {
            // Most of what is thrown is.
            TestContext.Current.TestOutputHelper?.WriteLine(refusal.Message);
        }
    }

    private static string Dump(string file)
    {
        var all = new StringBuilder();
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
            all.AppendLine(table).AppendJoin('\n', Rows(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal))
                .AppendLine();
        return all.ToString();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|',
                Enumerable.Range(0, reader.FieldCount)
                    .Select(i => reader.GetValue(i) is byte[] bytes
                        ? Convert.ToHexString(bytes)
                        : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }
}
