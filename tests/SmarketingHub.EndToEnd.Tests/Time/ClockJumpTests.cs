using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using SmarketingHub.EndToEnd.Tests.Crash;

namespace SmarketingHub.EndToEnd.Tests.Time;

/// <summary>
/// The clock of the machine does what it likes; the real process on it fires each due point once, in order, stamped when it was due.
/// </summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Forth_and_back_stopped_suspended_and_in_a_wrong_zone_each_due_point_fires_once_and_never_early()
    {
        var (clock, variables) = await FakedClock.Make();
        using var _ = clock;
        // The machine's own zone is nobody's business.
        variables["TZ"] = "Pacific/Kiritimati";
        await using var server = await HubServer.Start(with: connection => ShortClocks.Install(connection, "PT40M"), variables: variables);
        var first = await Take(server, 1);
        (await Due(server, first)).ShouldBe(await Started(server, first) + Duration.FromMinutes(40));
        (await Fired(server, first)).ShouldBe(0);

        clock.Shift(Hour);
        // 50 %, 80 %, the breach, and the ladder at 100 % and 150 %.
        await Until(server, first, 5);
        var second = await Take(server, 2);

        clock.Shift(TimeSpan.Zero);
        var third = await Take(server, 3);
        (await Started(server, third)).ShouldBeLessThan(await Started(server, second));
        (await server.Api.PostAsJsonAsync($"api/v1/leads/{first}/note", new { words = "from before" })).EnsureSuccessStatusCode();
        (await Fired(server, first)).ShouldBe(5);

        clock.Stop(TimeProvider.System.GetUtcNow());
        await Take(server, 4);
        (await server.Api.PostAsJsonAsync($"api/v1/leads/{third}/ready", new { })).EnsureSuccessStatusCode();

        clock.Shift(Hour);
        var fifth = await Take(server, 5);
        (await Fired(server, second)).ShouldBe(0);

        await Signal(server, "STOP");
        clock.Shift(9 * Hour);
        await Signal(server, "CONT");
        await Until(server, second, 5);
        await Until(server, fifth, 5);
        (await Fired(server, first)).ShouldBe(5);
        (await Fired(server, third)).ShouldBe(0, "it was readied in time");

        var watch = new LedgerWatch(server.Connection);
        var moment = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow() + 9 * Hour);
        await Poll.Until(() => watch.HasCaughtUp(moment), TimeSpan.FromSeconds(60), () => server.Log);
        watch.Check([]);
        watch.NoneForgotten(moment);
    }

    private static async Task<long> Take(HubServer server, int number)
    {
        var answer = await server.Api.PostAsJsonAsync("api/v1/leads", new { email = $"p{number}@example.com" });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static Task Until(HubServer server, long lead, int fired) =>
        Poll.Until(async () => await Fired(server, lead) == fired, TimeSpan.FromSeconds(60),
            () => $"Lead {lead} has not fired:\n{server.Log}");

    private static async Task<int> Fired(HubServer server, long lead) =>
        (await server.Get("api/v1/events?after=0&limit=1000")).GetProperty("items").EnumerateArray()
            .Count(e => e.GetProperty("leadId").ValueKind == JsonValueKind.Number && e.GetProperty("leadId").GetInt64() == lead
                && e.GetProperty("type").GetString() is "clockWarned" or "clockBreached" or "ladderStepped");

    private static async Task<Instant> Due(HubServer server, long lead) => await Of(server, lead, "dueAt");

    private static async Task<Instant> Started(HubServer server, long lead) => await Of(server, lead, "startedAt");

    private static async Task<Instant> Of(HubServer server, long lead, string what) =>
        Instant.FromDateTimeOffset((await server.Get($"api/v1/leads/{lead}/clocks")).GetProperty("items")[0].GetProperty(what)
            .GetDateTimeOffset());

    private static Task Signal(HubServer server, string signal) => Published.Run("kill", [$"-{signal}", $"{server.ProcessId}"]);
}
