using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Housekeeping;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests;

public sealed class HousekeeperTests
{
    private static Task Tidy(HubFixture hub) => hub.Services.GetRequiredService<Housekeeper>().Tidy();

    [Fact]
    public async Task A_repeated_request_is_known_for_seven_days()
    {
        await using var hub = await HubFixture.Start();
        var first = await hub.Fire(await hub.Take(), Trigger.Note, new() { Words = "once" });
        Task<bool> Repeat() => hub.Door.Do(HubFixture.Admin, write => write.Once(IdempotentRequest.Of("k", "{}"u8), () => first).Before);
        await Repeat();

        hub.Time.Advance(TimeSpan.FromDays(7));
        await Tidy(hub);
        (await Repeat()).ShouldBeTrue();
        hub.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Tidy(hub);
        (await Repeat()).ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_a_batch_goes_and_what_is_younger_stays()
    {
        await using var hub = await HubFixture.Start();
        var sequence = hub.Verify().Sequence;
        await Fill(hub, 1_234, "old");
        hub.Time.Advance(TimeSpan.FromDays(8));
        await Fill(hub, 10, "young");

        await Tidy(hub);

        await using var rows = hub.Rows();
        (await rows.IdempotencyKeys.Select(k => k.Key).ToListAsync()).ShouldAllBe(key => key.StartsWith("young"));
        rows.IdempotencyKeys.Count().ShouldBe(10);
        hub.Verify().Sequence.ShouldBe(sequence, "it is no event");
    }

    [Theory]
    [InlineData(true, 90, 1)]
    [InlineData(true, 91, 0)]
    [InlineData(false, 91, 1)]
    [InlineData(false, 180, 1)]
    [InlineData(false, 181, 0)]
    public async Task Notices_end_sooner_when_they_were_read(bool isRead, int days, int left)
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.Rows.Notices.Add(new()
        {
            Id = write.NextId(),
            PersonId = 1,
            Kind = NoticeKind.Assigned,
            At = write.Now,
            ReadAt = isRead ? write.Now : null,
        }).Entity);
        hub.Time.Advance(TimeSpan.FromDays(days));

        await Tidy(hub);

        await using var rows = hub.Rows();
        rows.Notices.Count().ShouldBe(left);
    }

    [Fact]
    public async Task Rejected_rows_and_ended_sessions_have_an_end_too()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,company\nno address,X\n", profile: Files.Strict);
        await hub.Door.Do(Actor.System, write => write.Rows.EndedSessions.Add(new() { Session = "s", At = write.Now }).Entity);
        hub.Time.Advance(TimeSpan.FromDays(15));
        await Tidy(hub);
        await using (var rows = hub.Rows())
            (rows.EndedSessions.Count(), rows.ImportRuns.Single().Rejects is null).ShouldBe((1, false));
        hub.Time.Advance(TimeSpan.FromDays(76));
        await Tidy(hub);
        await using (var rows = hub.Rows())
            (rows.EndedSessions.Count(), rows.ImportRuns.Single().Rejects is null, rows.ImportRuns.Single().Rejected).ShouldBe((0, true,
                1));
    }

    private static Task<bool> Fill(HubFixture hub, int many, string name) => hub.Door.Do(HubFixture.Admin, write =>
    {
        for (var i = 0; i < many; i++)
            write.Rows.IdempotencyKeys.Add(new()
            {
                Caller = "key:1",
                Key = $"{name}-{i}",
                BodyHash = [],
                LeadId = i,
                At = write.Now + Duration.FromMilliseconds(i % 700),
            });
        return true;
    });
}
