using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests.Time;

/// <summary>A country changes its clocks, and the product comes with newer time-zone data.</summary>
public sealed class TimeZoneDataTests
{
    [Fact]
    public async Task A_deadline_stays_as_it_was_promised_and_new_ones_follow_the_new_rules()
    {
        // 16:30 in Warsaw; by the newer data its clocks are Moscow's, and the office has closed.
        var (clock, variables) = await FakedClock.Make();
        using var _ = clock;
        clock.StartAt(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        variables["Hub__TimeZone"] = "Europe/Warsaw";
        var newer = await WithNewerData();
        try
        {
            await using var server = await HubServer.Start(variables: variables);
            clock.StartAt(new(2026, 12, 1, 15, 30, 0, TimeSpan.Zero));
            var (first, before) = await Take(server, 1);
            await server.Kill();

            server.Dll = newer;
            await server.Run();
            var (_, after) = await Take(server, 2);

            before.Due.ShouldBeInRange(new(2026, 12, 2, 15, 30, 0, TimeSpan.Zero), new(2026, 12, 2, 16, 0, 0, TimeSpan.Zero));
            after.Due.ShouldBe(new(2026, 12, 2, 14, 0, 0, TimeSpan.Zero));
            before.Data.ShouldContain(Current);
            after.Data.ShouldContain("2099z");
            (await Clock(server, first)).ShouldBe(before);
            await server.Kill();
            var verify = await server.Command("verify");
            verify.ExitCode.ShouldBe(0, verify.Output);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(newer)!, recursive: true);
        }
    }

    /// <summary>The published program with time-zone data of another version, in which two zones have changed places.</summary>
    private static async Task<string> WithNewerData()
    {
        var published = await Published.Dll;
        var folder = Directory.CreateTempSubdirectory("hub-newer").FullName;
        await Published.Run("cp", ["-r", Path.GetDirectoryName(published)! + "/.", folder]);
        var library = Path.Combine(folder, "NodaTime.dll");
        // Byte for byte: every name has the length of the one that it takes the place of.
        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(library))
            .Replace("Europe/Warsaw", "Europe/------", StringComparison.Ordinal)
            .Replace("Europe/Moscow", "Europe/Warsaw", StringComparison.Ordinal)
            .Replace("Europe/------", "Europe/Moscow", StringComparison.Ordinal)
            .Replace(Current, "2099z", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(library, Encoding.Latin1.GetBytes(bytes));
        return Path.Combine(folder, Path.GetFileName(published));
    }

    // "TZDB: 2026f (mapping: 49)"
    private static string Current => NodaTime.DateTimeZoneProviders.Tzdb.VersionId.Split(' ')[1];

    private static async Task<(long Lead, (DateTimeOffset Due, string Data) Clock)> Take(HubServer server, int number)
    {
        var answer = await server.Api.PostAsJsonAsync("api/v1/leads", new { email = $"p{number}@example.com" });
        var lead = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        return (lead, await Clock(server, lead));
    }

    private static async Task<(DateTimeOffset Due, string Data)> Clock(HubServer server, long lead)
    {
        var clock = (await server.Get($"api/v1/leads/{lead}/clocks")).GetProperty("items")[0];
        return (clock.GetProperty("dueAt").GetDateTimeOffset(), clock.GetProperty("timeZoneData").GetString()!);
    }
}
