using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Rows as inquiries of now.</summary>
public sealed class NewRowsTests
{
    [Fact]
    public async Task No_clock_starts_before_the_import_and_the_receipt_stays_true()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Eva Lind");
        hub.Time.Advance(TimeSpan.FromDays(60));
        var result = await hub.Import(
            "email,company,source,received,stage\na@x.example,X,webinar,2026-01-05,Won\nb@x.example,Y,demo-request,,\n", ImportAs.New);

        (result.Added, result.RejectsCsv).ShouldBe((2, null));
        var (old, demo) = (hub.Leads()[0], hub.Leads()[1]);
        old.ReceivedAt.ShouldBe(Instant.FromUtc(2026, 1, 4, 23, 0));
        (old.Stage, old.Clocks.Single().Promise, old.Clocks.Single().StartedAt).ShouldBe((Stage.Captured, Promise.Decide, hub.Now));
        demo.ReceivedAt.ShouldBe(hub.Now);
        demo.OpenHandoff!.To.ShouldBe(Party.Sales);
        demo.Clocks.ShouldAllBe(c => c.StartedAt == hub.Now);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Duplicates_join_by_email_unless_the_row_has_its_own_id()
    {
        await using var hub = await HubFixture.Start();
        var open = await hub.Take("a@x.example");
        const string Csv = "Lead ID,email\n,A@x.example\n1,a@x.example\n2,a@x.example\n1,a@x.example\n";
        var result = await hub.Import(Csv, ImportAs.New);

        (result.Joined, result.Added, result.Skipped).ShouldBe((1, 2, 1), result.RejectsCsv);
        hub.Events(open).ShouldContain("inquiryJoined");
        var again = await hub.Import(Csv, ImportAs.New);
        (again.Added, again.Joined, again.Skipped).ShouldBe((0, 0, 4));
        hub.Leads().Count.ShouldBe(3);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_taken_in_as_new_is_not_told_again_as_history()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email,company\na@x.example,X\n", ImportAs.New);
        (await hub.Import("email,company\na@x.example,X\n")).Skipped.ShouldBe(1);
    }
}
