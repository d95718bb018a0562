using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Tests.Backups;

public sealed class ScheduledBackupTests
{
    private static readonly BackupRhythm SixHours = BackupRhythm.Each(Duration.FromHours(6));

    [Fact]
    public async Task The_first_is_made_at_once_and_the_next_when_it_is_time()
    {
        await using var hub = await Start();
        var lead = await hub.Take();
        await hub.Make();

        Names(hub).ShouldBe(["hub-20260302T080000Z.db"]);
        await hub.Pass(Duration.FromHours(6) - Duration.FromSeconds(1));
        await hub.Make();
        Names(hub).Count.ShouldBe(1, "it is not time yet");
        await hub.Pass(Duration.FromSeconds(1));
        await hub.Make();

        Names(hub).ShouldBe(["hub-20260302T140000Z.db", "hub-20260302T080000Z.db"]);
        using var rows = DataFile.Open(Files(hub)[^1]);
        rows.Leads.Select(l => l.Id).ShouldBe([lead]);
        Verifier.Verify(rows).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_newest_are_kept_and_what_is_not_ours_is_left_alone()
    {
        await using var hub = await Start(keep: 3);
        Directory.CreateDirectory(Folder(hub));
        string[] others = ["hub-before-the-move.db", "hub-20200101T000000Z.db.old", "other-20200101T000000Z.db", "hub-20200101.db"];
        foreach (var other in others)
            await File.WriteAllTextAsync(Path.Combine(Folder(hub), other), "kept");
        for (var i = 0; i < 6; i++)
        {
            await hub.Make();
            await hub.Pass(Duration.FromHours(6));
        }
        Names(hub).ShouldBe(["hub-20260303T140000Z.db", "hub-20260303T080000Z.db", "hub-20260303T020000Z.db"]);
        others.ShouldAllBe(other => File.Exists(Path.Combine(Folder(hub), other)));
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_is_made_up_for_by_one()
    {
        await using var hub = await Start(rhythm: BackupRhythm.DailyAt(new(2, 30)));
        await hub.Board.StartAsync(TestContext.Current.CancellationToken);
        await hub.Board.Ready;
        await hub.Make();
        await hub.Pass(Duration.FromDays(9));
        await hub.Make();
        await hub.Make();
        Names(hub).ShouldBe(["hub-20260311T080000Z.db", "hub-20260302T080000Z.db"]);
        hub.Backups().Stand().Next.ShouldBe(Instant.FromUtc(2026, 3, 12, 1, 30));
    }

    [Fact]
    public async Task A_half_one_never_looks_whole_and_goes_with_the_next()
    {
        await using var hub = await Start();
        Directory.CreateDirectory(Folder(hub));
        var half = Path.Combine(Folder(hub), "hub-20260302T070000Z.db.part");
        await File.WriteAllTextAsync(half, "SQLite format 3");
        await File.WriteAllTextAsync(half + "-journal", "");
        hub.Backups().Stand().Last.ShouldBeNull();
        await hub.Make();
        Directory.GetFiles(Folder(hub), "*.part*").ShouldBeEmpty();
        Names(hub).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_another_process_makes_one_none_is_made_beside_it()
    {
        await using var hub = await Start();
        Directory.CreateDirectory(Folder(hub));
        using (new FileStream(Path.Combine(Folder(hub), ".hub-backup"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            await hub.Make();
        Names(hub).ShouldBeEmpty();
        hub.Services.GetRequiredService<Troubles>().All.ShouldBeEmpty();
        await hub.Make();
        Names(hub).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failure_is_told_tried_again_and_mended()
    {
        await using var hub = await Start();
        await File.WriteAllTextAsync(Folder(hub), "a file in the folder's place");
        await hub.Make();
        var troubles = hub.Services.GetRequiredService<Troubles>();
        var trouble = troubles.All.ShouldHaveSingleItem();
        (trouble.Kind, trouble.Lead, trouble.Tries).ShouldBe((TroubleKind.NoBackup, null, 1));
        trouble.What.ToString().ShouldContain(Folder(hub));
        hub.Backups().Stand().Failure.ShouldBe(trouble);
        await hub.Make();
        await hub.Pass(Duration.FromMinutes(1));
        troubles.All.Single().Tries.ShouldBe(1, "the enforcer has nothing to do with it, and its pause is not over before");
        await hub.Make();
        troubles.All.Single().Tries.ShouldBe(2);

        File.Delete(Folder(hub));
        await hub.Pass(Duration.FromMinutes(2));
        await hub.Make();
        troubles.All.ShouldBeEmpty();
        Names(hub).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_clock_that_was_set_back_keeps_no_backup_waiting()
    {
        await using var hub = await Start();
        Directory.CreateDirectory(Folder(hub));
        await File.WriteAllTextAsync(Path.Combine(Folder(hub), "hub-20290101T000000Z.db"), "of a wrong year");
        await hub.Make();
        File.Exists(Path.Combine(Folder(hub), "hub-20260302T080000Z.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_is_made_while_commands_are_written_is_whole()
    {
        await using var hub = await Start(rhythm: BackupRhythm.Each(Duration.FromMinutes(1)), keep: 100);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
                await Task.WhenAll(Enumerable.Range(0, 8).Select(n => hub.Take($"p{i}.{n}@example.com", company: null)));
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            await hub.Make();
            await hub.Take($"between{i}@example.com");
            hub.Time.Advance(TimeSpan.FromMinutes(1));
        }
        await done.CancelAsync();
        await writing;
        Files(hub).Count.ShouldBe(5);
        var sequences = Files(hub).Select(file =>
        {
            using var rows = DataFile.Open(file);
            var found = Verifier.Verify(rows);
            found.Problems.ShouldBeEmpty();
            return found.Sequence;
        }).ToList();
        sequences.ShouldBe([.. sequences.OrderDescending()], "each has what was written till then");
        sequences.ShouldBeUnique();
    }

    [Fact]
    public async Task Without_a_folder_none_is_made()
    {
        await using var hub = await HubFixture.Start();
        await hub.Make();
        hub.Backups().Stand().Next.ShouldBeNull();
    }

    private static Task<HubFixture> Start(BackupRhythm? rhythm = null, int keep = 14) => HubFixture.Start(
        backups: folder => new() { Folder = Path.Combine(folder, "backups"), Rhythm = rhythm ?? SixHours, Keep = keep });

    private static string Folder(HubFixture hub) => Path.Combine(hub.Folder, "backups");

    private static IReadOnlyList<string> Files(HubFixture hub) => !Directory.Exists(Folder(hub)) ? [] :
        [.. Directory.GetFiles(Folder(hub), "hub-????????T??????Z.db").OrderDescending(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Names(HubFixture hub) => [.. Files(hub).Select(file => Path.GetFileName(file))];
}

internal static class BackedUp
{
    internal static ScheduledBackups Backups(this HubFixture hub) => hub.Services.GetRequiredService<ScheduledBackups>();

    internal static Task Make(this HubFixture hub) => hub.Backups().MakeDue(TestContext.Current.CancellationToken);
}
