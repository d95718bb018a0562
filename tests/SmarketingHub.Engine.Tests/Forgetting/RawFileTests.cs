using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Forgetting;

/// <summary>A forgotten person is in no byte of any file.</summary>
public sealed class RawFileTests
{
    private const string Csv = "email,firstName,lastName,phone,company,stage,id,note\n";

    // Each stands in one place alone.
    private static readonly string[] Words =
    [
        "zofia.unikatowa", "Zofiana", "Unikatowska", "601777888", "Chief-Markerette", "crm-marker-4711", "plays-the-cello", "hung-up-on-us",
        "pause-for-harvest",
        "idem-key-marker", "activity-marker", "zofia-older-address", "note-of-the-import",
    ];

    [Fact]
    public async Task In_no_place_where_a_person_is_kept()
    {
        await using var hub = await HubFixture.Start();
        await Crowd(hub, 60);
        var lead = await Fill(hub);
        await Crowd(hub, 60, from: 60);
        Bytes.Holding(hub.Folder, Words).Count.ShouldBeGreaterThanOrEqualTo(Words.Length, "else the test looks in the wrong place");

        (await hub.Forget(hub.Lead(lead).ContactId)).IsCut.ShouldBeTrue();

        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
        hub.Verify().Problems.ShouldBeEmpty();
        await using var rows = hub.Rows();
        rows.Contacts.Count(c => c.Email != null).ShouldBe(120, "of the others nothing is gone");
    }

    [Theory]
    [InlineData("ZOFIA.Unikatowa@Example.com,,,,X,Dancing,,")]
    [InlineData("\"Zofia <zofia.unikatowa@example.com>\",,,,X,Dancing,,")]
    [InlineData("not an address,,,0048 601-777-888,X,New,,")]
    [InlineData("not an address,,,(601) 777 888 ext,X,New,,")]
    [InlineData("not an address,ZOFIANA,unikatowska,,X,New,,")]
    [InlineData("not an address,,,,X,New,crm-marker-4711,")]
    [InlineData("not an address,,,,X,New,,ask Zofiana Unikatowska")]
    public async Task In_no_rejected_row_in_whatever_form_and_the_rows_of_others_stay(string row)
    {
        await using var hub = await HubFixture.Start();
        await hub.Import(Csv + row + "\nnot an address either,Ana,Other,,\"Quoted, \"\"Inc\"\"\",New,,\n", profile: Files.Strict);
        var lead = await Fill(hub);

        await hub.Forget(hub.Lead(lead).ContactId);

        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
        await using var rows = hub.Rows();
        var rest = rows.ImportRuns.OrderBy(r => r.Id).First().Rejects!;
        rest.ShouldContain("not an address either,Ana,Other,,\"Quoted, \"\"Inc\"\"\",New,,,3,email,");
        rest.Split('\n').Length.ShouldBe(3, rest);
    }

    [Fact]
    public async Task Nor_in_the_rejected_rows_of_an_import_that_ran_meanwhile()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Fill(hub);
        var csv = Csv + "zofia.unikatowa@example.com,,,,X,Dancing,,\n"
            + string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i}@x.example,,,,X{i},New,,\n"));
        Task? forgetting = null;

        await hub.Services.GetRequiredService<Importer>().Import(
            new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv)), As = ImportAs.History, Profile = new() { Strict = true } },
            HubFixture.Admin,
            new AtFirst(() => forgetting = hub.Forget(hub.Lead(lead).ContactId)));
        await forgetting!;
        hub.Services.GetRequiredService<LogCut>().Try().ShouldBeTrue("the import writes no more");

        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
        await using var rows = hub.Rows();
        rows.ImportRuns.OrderBy(r => r.Id).Last().ShouldSatisfyAllConditions(
            r => r.Rejected.ShouldBe(1), r => r.Rejects.ShouldBeNull(), r => r.Error!.ShouldContain("Import the file again"));
    }

    [Fact]
    public async Task Nor_does_an_export_of_before_bring_the_person_back_to_the_old_lead()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Fill(hub);
        using var export = new MemoryStream();
        await hub.Services.GetRequiredService<Exporter>().Export(export, HubFixture.Admin);
        await hub.Forget(hub.Lead(lead).ContactId);

        var result = await hub.Import(export.ToArray());

        (result.Skipped, result.Added, result.Rejected).ShouldBe((1, 0, 0), result.RejectsCsv);
        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_somebody_reads_what_was_nobody_waits_and_it_is_gone_when_they_are_done()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Fill(hub);
        var cut = hub.Services.GetRequiredService<LogCut>();
        await using (var reader = hub.Rows())
        {
            using var moment = reader.BeginRead();
            reader.Contacts.Count().ShouldBe(1);

            (await hub.Forget(hub.Lead(lead).ContactId)).IsCut.ShouldBeFalse();

            (await hub.Take("somebody@example.com")).ShouldBeGreaterThan(lead);
            cut.Try().ShouldBeFalse();
            Bytes.Holding(hub.Folder, Words).ShouldNotBeEmpty("the reader still reads it");
        }

        cut.Try().ShouldBeTrue();

        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
        hub.Rows().Set<OwedCut>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_process_that_died_owed_is_made_good_when_the_file_is_opened_again()
    {
        await using var hub = await HubFixture.Start();
        var lead = await Fill(hub);
        // Another process that reads and stays.
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={hub.File};Pooling=False");
        other.Open();
        using (var moment = other.BeginTransaction(deferred: true))
        {
            Query(other, moment);
            (await hub.Forget(hub.Lead(lead).ContactId)).IsCut.ShouldBeFalse();
            await hub.Stop();
        }
        Bytes.Holding(hub.Folder, Words).ShouldNotBeEmpty();

        await using var again = new ServiceCollection().AddSingleton<TimeProvider>(hub.Time).AddHubEngine($"Data Source={hub.File}")
            .BuildServiceProvider();
        await HubEngine.Open(again);

        Bytes.Holding(hub.Folder, Words).ShouldBeEmpty();
    }

    // SQLite leaves copies of rows in unused parts of pages that it lays out anew; which, these very rows decide.
    [Fact]
    public async Task Nor_in_the_unused_part_of_a_page()
    {
        await using var hub = await HubFixture.Start();
        var random = new Random(7);
        var people = new List<(long Lead, string Word)>();
        for (var i = 0; i < 600; i++)
        {
            var word =
                $"{(char)('a' + random.Next(26))}{random.Next(1 << 24):x6}word{new string((char)('a' + random.Next(26)),
                    random.Next(20))}{i:00000}";
            var taken = await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
                new(word + "fn", word + "ln", word + "@example.com", null, null), $"Company {i % 40}", new(),
                [new("crm", "contact", word + "id")], null, word + " note")));
            people.Add((taken.LeadId, word));
            if (i % 3 != 0)
                continue;
            var one = people[random.Next(people.Count)];
            await hub.Fire(one.Lead, Trigger.Edit,
                new() { Edit = new(new(null, null, null, null, one.Word + new string('t', random.Next(150))), null, new()) });
            await hub.Fire(one.Lead, Trigger.Note, new() { Words = one.Word + new string('w', random.Next(1500)) });
        }
        var gone = people.OrderBy(_ => random.Next()).Take(250).ToList();

        foreach (var (lead, _) in gone)
            await hub.Forget(hub.Lead(lead).ContactId);

        Bytes.Holding(hub.Folder, [.. gone.Select(p => p.Word)]).ShouldBeEmpty();
        await IsSound(hub);
    }

    [Fact]
    public async Task Others_write_meanwhile_and_nothing_of_theirs_is_harmed()
    {
        await using var hub = await HubFixture.Start();
        var people = new List<long>();
        for (var i = 0; i < 40; i++)
            people.Add(await hub.Take($"word-of-{i}@example.com", company: $"Company {i}"));
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
                await hub.Take($"{i * 7919 % 997:000}-other-{n}-{i}@example.org", company: $"Other {n} {i}");
        })).ToList();

        foreach (var lead in people)
            await hub.Forget(hub.Lead(lead).ContactId);
        await enough.CancelAsync();
        await Task.WhenAll(others);
        hub.Services.GetRequiredService<LogCut>().Try().ShouldBeTrue();

        Bytes.Holding(hub.Folder, ["word-of-"]).ShouldBeEmpty();
        await IsSound(hub);
    }

    private static async Task IsSound(HubFixture hub)
    {
        hub.Verify().Problems.ShouldBeEmpty();
        await using var rows = hub.Rows();
        (await rows.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check")
            .ToListAsync()).ShouldBe(["ok"]);
    }

    private static void Query(Microsoft.Data.Sqlite.SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction moment)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = ("SELECT count(*) FROM Contacts", moment);
        command.ExecuteScalar();
    }

    private static async Task<long> Fill(HubFixture hub)
    {
        InquiryIn inquiry = new(
            new("Zofiana", "Unikatowska", "zofia-older-address@example.com", "+48 601 777 888", "Chief-Markerette"), "Nordwind", new(),
            [new("crm", "contact", "crm-marker-4711")], null, "plays-the-cello");
        var taken = await hub.Door.Do(HubFixture.Admin,
            write => write.Once(IdempotentRequest.Of("idem-key-marker", "{}"u8), () => write.Take(inquiry).LeadId));
        await hub.Fire(taken.LeadId, Trigger.Edit,
            new() { Edit = new(new(null, null, "zofia.unikatowa@example.com", null, null), null, new()) });
        await hub.Fire(taken.LeadId, Trigger.Note, new() { Words = "hung-up-on-us" });
        await hub.Fire(taken.LeadId, Trigger.Attempt, new() { Kind = AttemptKind.Call, ExternalId = "activity-marker" });
        await hub.Fire(taken.LeadId, Trigger.Pause, new() { Words = "pause-for-harvest", Until = hub.Now + NodaTime.Duration.FromDays(3) });
        await hub.Import(
            Csv + "zofia.unikatowa@example.com,,,,,New,,note-of-the-import\nZOFIA.UNIKATOWA@example.com,,,,,Dancing,,\n",
            profile: Files.Strict);
        // Nor in what reports read.
        await hub.Services.GetRequiredService<ReportFollower>().Follow();
        return taken.LeadId;
    }

    private static async Task Crowd(HubFixture hub, int many, int from = 0)
    {
        for (var i = from; i < from + many; i++)
            await hub.Take($"{(i * 7919) % 1000:000}.someone-with-a-long-address-{i}@example.com", company: $"Company {i}");
    }

    private sealed class AtFirst(Action run) : IProgress<ImportProgress>
    {
        private Action? left = run;

        public void Report(ImportProgress value) => Interlocked.Exchange(ref left, null)?.Invoke();
    }
}
