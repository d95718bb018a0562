using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Engine.Tests.Backups;

public sealed class ScheduledExportTests
{
    [Fact]
    public async Task Each_is_what_the_command_writes_and_the_newest_are_kept()
    {
        await using var hub = await Start(keep: 2);
        await hub.Take();
        await Make(hub);
        await hub.Take("bo@example.com", company: "Södra \"Öl\"; AB");
        await hub.Pass(Duration.FromHours(5));
        await Make(hub);
        Names(hub).ShouldHaveSingleItem("it is not time yet");
        for (var i = 0; i < 3; i++)
        {
            await hub.Pass(Duration.FromHours(6));
            await Make(hub);
        }

        Names(hub).ShouldBe(["leads-20260303T010000Z.csv", "leads-20260303T070000Z.csv"]);
        using var now = new MemoryStream();
        await hub.Services.GetRequiredService<Exporter>().Export(now, Actor.System, TestContext.Current.CancellationToken);
        (await File.ReadAllBytesAsync(Path.Combine(Folder(hub), "leads-20260303T070000Z.csv"), TestContext.Current.CancellationToken))
            .ShouldBe(now.ToArray());
        Directory.GetFiles(Folder(hub), "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_ours_is_left_alone_and_a_half_one_goes_with_the_next()
    {
        await using var hub = await Start(keep: 1);
        Directory.CreateDirectory(Folder(hub));
        string[] others = ["leads.csv", "leads-2026.csv", "hub-20200101T000000Z.db", "my-leads-20200101T000000Z.csv"];
        foreach (var other in others)
            await File.WriteAllTextAsync(Path.Combine(Folder(hub), other), "kept", TestContext.Current.CancellationToken);
        var half = Path.Combine(Folder(hub), "leads-20260302T070000Z.csv.part");
        await File.WriteAllTextAsync(half, "externalIds,stage", TestContext.Current.CancellationToken);
        hub.Exports().Stand().Last.ShouldBeNull();

        await Make(hub);

        File.Exists(half).ShouldBeFalse();
        others.ShouldAllBe(other => File.Exists(Path.Combine(Folder(hub), other)));
        hub.Exports().Stand().Kept.ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_told_tried_again_and_mended_and_backups_have_nothing_to_do_with_it()
    {
        await using var hub = await Start();
        await File.WriteAllTextAsync(Folder(hub), "a file in the folder's place", TestContext.Current.CancellationToken);
        await Make(hub);
        var troubles = hub.Services.GetRequiredService<Troubles>();
        var trouble = troubles.All.ShouldHaveSingleItem();
        (trouble.Kind, trouble.Tries).ShouldBe((TroubleKind.NoExport, 1));
        trouble.What.ToString().ShouldContain(Folder(hub));
        hub.Exports().Stand().Failure.ShouldBe(trouble);
        hub.Backups().Stand().Failure.ShouldBeNull();

        File.Delete(Folder(hub));
        await hub.Pass(Duration.FromMinutes(1));
        await Make(hub);
        troubles.All.ShouldBeEmpty();
        Names(hub).ShouldHaveSingleItem();
    }

    private static Task<HubFixture> Start(int keep = 14) => HubFixture.Start(exports: folder => new()
    {
        Folder = Path.Combine(folder, "exports"),
        Rhythm = BackupRhythm.Each(Duration.FromHours(6)),
        Keep = keep,
    });

    private static Task Make(HubFixture hub) => hub.Exports().MakeDue(TestContext.Current.CancellationToken);

    private static string Folder(HubFixture hub) => Path.Combine(hub.Folder, "exports");

    private static IReadOnlyList<string?> Names(HubFixture hub) =>
        [.. Directory.GetFiles(Folder(hub), "leads-????????T??????Z.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal)];
}

internal static class Exported
{
    internal static ScheduledExports Exports(this HubFixture hub) => hub.Services.GetRequiredService<ScheduledExports>();
}
