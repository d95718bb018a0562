using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Tests;

public sealed class OverloadTests
{
    [Fact]
    public async Task More_than_fits_is_refused_and_of_what_was_let_in_nothing_is_lost()
    {
        await using var hub = await HubFixture.Start();
        using var writer = await BusyWriter.Occupy(hub.Door);
        var let = Enumerable.Range(0, Door.MostWaiting)
            .Select(i => i % 10 == 0 ? hub.Take($"p{i}@example.com", company: null) : hub.Door.Do(HubFixture.Admin, _ => 0L)).ToList();

        await Should.ThrowAsync<Busy>(AtOnce(hub.Take("late@example.com")));

        writer.Release();
        (await Task.WhenAll(let)).Count(id => id > 0).ShouldBe(Door.MostWaiting / 10);
        await hub.Take("late@example.com");
        var verified = hub.Verify();
        verified.Problems.ShouldBeEmpty();
        verified.Leads.ShouldBe(Door.MostWaiting / 10 + 1);
    }

    [Fact]
    public async Task Who_waited_too_long_is_refused_undone_and_so_is_who_comes_behind()
    {
        await using var hub = await HubFixture.Start();
        using var writer = await BusyWriter.Occupy(hub.Door);
        var waits = hub.Take("waits@example.com");
        var paces = hub.Door.DoPaced(HubFixture.Admin, write => write.NextId());
        hub.Time.Advance(Door.LongestWait);
        var inTime = hub.Take("in.time@example.com");
        var crowd = Enumerable.Range(0, 300).Select(_ => hub.Door.Do(HubFixture.Admin, _ => 0L)).ToList();
        hub.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Should.ThrowAsync<Busy>(AtOnce(hub.Take("behind@example.com")));

        writer.Release();
        await Should.ThrowAsync<Busy>(waits);
        await inTime;
        await Task.WhenAll(crowd);
        (await paces).ShouldBeGreaterThan(0);
        await hub.Take("after@example.com");
        hub.Verify().Leads.ShouldBe(2);
    }

    [Fact]
    public async Task Few_are_never_refused_however_long_they_waited()
    {
        await using var hub = await HubFixture.Start();
        using var writer = await BusyWriter.Occupy(hub.Door);
        var waits = hub.Take("waits@example.com");
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        var behind = hub.Take("behind@example.com");

        writer.Release();
        (await waits).ShouldNotBe(await behind);
    }

    [Fact]
    public async Task What_falls_due_and_what_is_imported_is_never_refused_for_want_of_room()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        using var writer = await BusyWriter.Occupy(hub.Door);
        var crowd = Enumerable.Range(0, Door.MostWaiting).Select(_ => hub.Door.Do(HubFixture.Admin, _ => 0L)).ToList();
        hub.Time.Advance(TimeSpan.FromDays(2));
        var due = hub.Enforcer.FireAll();

        writer.Release();
        await due;
        await Should.ThrowAsync<Busy>(Task.WhenAll(crowd));
        hub.Lead(lead).Clocks.Single().BreachedAt.ShouldNotBeNull();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    // The writer is held up: whoever is not refused would wait for ever.
    private static Task<long> AtOnce(Task<long> command) => command.WaitAsync(TimeSpan.FromSeconds(20));
}
