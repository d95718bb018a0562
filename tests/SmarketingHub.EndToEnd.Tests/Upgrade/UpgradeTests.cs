using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.EndToEnd.Tests.Upgrade;

public sealed class UpgradeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hub-upgrade").FullName;

    private string File => Path.Combine(folder, "hub.db");
    private string Connection => $"Data Source={File}";

    [Fact]
    public async Task An_older_file_is_backed_up_and_brought_to_the_new_version_which_the_old_program_then_refuses()
    {
        await MakeOld();
        await using (var services = NextVersion.Services(Connection).BuildServiceProvider())
        {
            await HubEngine.Open(services);
            await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
            Later(rows).ShouldBe(3);
            Verifier.Verify(rows).Problems.ShouldBeEmpty();
        }
        SqliteConnection.ClearAllPools();

        var backup = Directory.GetFiles(folder, "hub.db.backup-*").ShouldHaveSingleItem();
        Path.GetFileName(backup).ShouldMatch(@"^hub\.db\.backup-\w+-\d{8}$");
        HoldsOld(backup);
        var old = await Published.Run("dotnet", [await Published.Dll, "verify"],
            new Dictionary<string, string> { ["ConnectionStrings__Hub"] = Connection });
        old.ExitCode.ShouldBe(1, old.Output);
        old.Output.Trim().ShouldBe($"{File} was written by a newer version of SmarketingHub. Use that one.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_in_the_middle_the_file_is_as_it_was_and_the_next_start_finishes(bool isThere)
    {
        if (isThere)
            await MakeOld();
        var into = Directory.CreateDirectory(folder + "-images").FullName;
        var images = new Images(folder, into);
        try
        {
            await Finishes(folder, isThere, images);
            images.Taken.Count.ShouldBeGreaterThan(3);
            foreach (var image in images.Taken)
            {
                IsWhole(image, isThere);
                await Finishes(image, isThere);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(into, recursive: true);
        }
    }

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 23)]
    public async Task The_same_holds_for_a_process_that_is_really_killed(bool isThere, int at)
    {
        if (isThere)
            await MakeOld();
        (await Published.Run(Path.Combine(AppContext.BaseDirectory, "SmarketingHub.EndToEnd.Tests"),
            ["upgrade", Connection, $"{at}"])).ExitCode.ShouldNotBe(0, "it came to its end");
        IsWhole(folder, isThere);
        await Finishes(folder, isThere);
    }

    [Fact]
    public async Task While_a_program_of_the_old_version_runs_on_the_file_the_new_one_leaves_it_alone()
    {
        await MakeOld();
        await using var old = new ServiceCollection().AddHubEngine(Connection).BuildServiceProvider();
        await HubEngine.Open(old);
        await using var services = NextVersion.Services(Connection).BuildServiceProvider();

        var refused = await Should.ThrowAsync<UnusableFile>(HubEngine.Open(services));

        refused.Message.ShouldContain("stop it first");
        await Take(old, 4);
        await using var rows = await old.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        rows.Leads.Count().ShouldBe(4);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task MakeOld()
    {
        await using (var services = new ServiceCollection().AddHubEngine(Connection).BuildServiceProvider())
        {
            await HubEngine.Open(services);
            for (var i = 1; i <= 3; i++)
                await Take(services, i);
        }
        SqliteConnection.ClearAllPools();
    }

    private static Task Take(ServiceProvider services, int number) => services.GetRequiredService<Door>().Do(Actor.System, write =>
        write.Take(new(new(null, null, $"p{number}@example.com", null, null), null, new(), [], null, null)));

    // The file of before, or the new one; nothing in between.
    private static void IsWhole(string folder, bool isThere)
    {
        var file = Path.Combine(folder, "hub.db");
        if (isThere && !IsNew(file))
            HoldsOld(file);
        if (!isThere && System.IO.File.Exists(file))
            IsNew(file).ShouldBeTrue("a file was half made");
    }

    private static async Task Finishes(string folder, bool isThere, params IInterceptor[] interceptors)
    {
        await using var services = NextVersion.Services($"Data Source={Path.Combine(folder, "hub.db")};Pooling=False", interceptors)
            .BuildServiceProvider();
        await HubEngine.Open(services);
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        Later(rows).ShouldBe(isThere ? 3 : 0);
        Verifier.Verify(rows).Problems.ShouldBeEmpty();
        Directory.GetFiles(folder, "*.upgrading*").ShouldBeEmpty();
        Directory.GetFiles(folder, "*.backup-*").Length.ShouldBe(isThere ? 1 : 0);
    }

    private static int Later(HubContext rows) => rows.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM Later").Single();

    private static bool IsNew(string file)
    {
        using var rows = Rows(file);
        return rows.Database.GetAppliedMigrations().Last().EndsWith("_Later", StringComparison.Ordinal);
    }

    private static void HoldsOld(string file)
    {
        using var rows = Rows(file);
        rows.Database.GetAppliedMigrations().ShouldBe(rows.Database.GetMigrations());
        rows.Leads.Count().ShouldBe(3);
        Verifier.Verify(rows).Problems.ShouldBeEmpty();
    }

    private static SqliteHubContext Rows(string file) =>
        new(new DbContextOptionsBuilder<SqliteHubContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
}
