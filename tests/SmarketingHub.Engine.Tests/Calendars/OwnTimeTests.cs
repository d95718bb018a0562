using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Calendars;

/// <summary>What happened in summer is judged by summer's offset, whenever it is told.</summary>
public sealed class OwnTimeTests
{
    [Fact]
    public async Task History_imported_in_winter_is_judged_with_the_offset_of_its_own_time()
    {
        await using var hub = await HubFixture.Start();
        hub.Time.SetUtcNow(new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));

        await hub.Import("id,email,received,stage,readyAt\n"
            + "summer,s@x.example,2026-07-06 16:00,MQL,2026-07-07 15:59\n"
            + "late,l@x.example,2026-07-06 16:00,MQL,2026-07-07 16:01\n"
            + "change,c@x.example,2026-10-23 16:00,MQL,2026-10-26 15:59\n", profile: """{ "columns": { "id": "externalId" } }""");

        // One business day from 16:00 in Warsaw: summer's 14:00 UTC, and over the change to winter time 15:00 UTC.
        hub.Leads().Select(lead => lead.Clocks.Single()).Select(clock => (clock.DueAt, clock.State)).ShouldBe(
        [
            (Instant.FromUtc(2026, 7, 7, 14, 0), Domain.Clocks.ClockState.Met),
            (Instant.FromUtc(2026, 7, 7, 14, 0), Domain.Clocks.ClockState.Breached),
            (Instant.FromUtc(2026, 10, 26, 15, 0), Domain.Clocks.ClockState.Met),
        ]);
        hub.Leads().ShouldAllBe(lead => lead.Stage == Stage.Ready);
    }
}
