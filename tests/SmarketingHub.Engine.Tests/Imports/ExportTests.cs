using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Tests.Imports;

public sealed class ExportTests
{
    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere_as_history()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Eva Lind");
        await hub.Import("Lead ID,email,company,received,stage,workingAt,closedAt,amount,owner,closeReason,grade\n"
            + "1,a@x.example,=Nordwind,2025-03-03 10:00,Won,2025-03-04,2025-04-01,1054.5,Eva Lind,,A\n"
            + "2,b@x.example,Brillo,2025-03-03,Lost,,2025-05-01,,Eva Lind,price,\n"
            + "3,,\"Cor, so\",2025-06-03,Working,2025-06-04,,,,,B\n");
        var moved = await hub.Take("d@x.example", company: "Zeta");
        await hub.Fire(moved, Trigger.Ready);
        hub.Time.Advance(TimeSpan.FromHours(1));
        var csv = await Export(hub);

        csv.ShouldStartWith("\uFEFFexternalIds,stage,holder,owner,company,");
        csv.ShouldContain(",'=Nordwind,");
        await using var elsewhere = await HubFixture.Start();
        await elsewhere.Hire("Eva Lind");
        elsewhere.Time.Advance(TimeSpan.FromHours(2));
        var result = await elsewhere.Import(csv);

        (result.Added, result.Rejected).ShouldBe((4, 0), result.RejectsCsv);
        foreach (var (there, here) in elsewhere.Leads().Zip(hub.Leads()))
        {
            (there.Stage, there.Holder, there.ReceivedAt, there.ClosedAt, there.CloseReason, there.Amount, there.Facts)
                .ShouldBe((here.Stage, here.Holder, here.ReceivedAt, here.ClosedAt, here.CloseReason, here.Amount, here.Facts));
            there.Owner.HasValue.ShouldBe(here.Owner.HasValue);
        }
        elsewhere.Verify().Problems.ShouldBeEmpty();
        // Only the ids differ: each names its own lead besides.
        Without(await Export(elsewhere)).ShouldBe(Without(csv));
    }

    [Fact]
    public async Task An_export_that_is_imported_where_it_came_from_changes_nothing()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("a@x.example");
        await hub.Fire(await hub.Take("b@x.example"), Trigger.Ready);
        await hub.Take("c@x.example", source: "demo-request");
        var before = hub.Verify().Sequence;

        var result = await hub.Import(await Export(hub));

        (result.Skipped, result.RejectsCsv).ShouldBe((3, null));
        hub.Verify().Sequence.ShouldBe(before);
    }

    [Fact]
    public async Task A_partner_exports_its_own_leads_alone()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddParty(new("partner:altamar", "Altamar", PartyKind.Partner));
            return true;
        });
        var partner = Actor.Of(await hub.Hire("Pia Mar", "partner:altamar", Role.Partner));
        await hub.Take("a@x.example");
        var theirs = await hub.Take("b@x.example");
        await hub.Fire(theirs, Trigger.Ready);
        await hub.Fire(theirs, Trigger.Offer, new() { To = "partner:altamar" });

        var csv = await Export(hub, partner);

        csv.ShouldContain("b@x.example");
        csv.ShouldNotContain("a@x.example");
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("email\n" + string.Concat(Enumerable.Range(0, 1100).Select(i => $"p{i}@x.example\n")));
        using var csv = new MemoryStream();
        (await hub.Services.GetRequiredService<Exporter>().Export(csv, HubFixture.Admin)).ShouldBe(1100);
        csv.CanWrite.ShouldBeTrue();
    }

    internal static async Task<string> Export(HubFixture hub, Actor? actor = null)
    {
        using var csv = new MemoryStream();
        await hub.Services.GetRequiredService<Exporter>().Export(csv, actor ?? HubFixture.Admin);
        return Encoding.UTF8.GetString(csv.ToArray());
    }

    private static string Without(string csv) => string.Join('\n', csv.Split("\r\n").Select(line => line[(line.IndexOf(',') + 1)..]));
}
