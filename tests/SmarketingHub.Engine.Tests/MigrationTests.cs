using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_file_from_before_shown_clocks_gets_those_that_its_ledger_says()
    {
        await using var hub = await HubFixture.Start();
        var ana = await hub.Hire("Ana Nowak");
        var (atRisk, breached, working, paused) = (await Offered(hub, "1"), await Offered(hub, "2"), await Offered(hub, "3"),
            await Offered(hub, "4"));
        await hub.Fire(working, Trigger.Attempt, new() { Kind = AttemptKind.Call }, Actor.Of(ana));
        await hub.Fire(paused, Trigger.Pause, new() { Until = hub.Now + Duration.FromDays(9), Words = "On holiday" });
        await hub.Pass(Duration.FromMinutes(4.5));
        await hub.Fire(atRisk, Trigger.Attempt, new() { Kind = AttemptKind.Call }, Actor.Of(ana));
        await hub.Fire(await hub.Take("5@example.com"), Trigger.Disqualify, new() { Reason = "spam" });
        await hub.Pass(Duration.FromHours(3.5));
        hub.Lead(breached).Shown!.State.ShouldBe(Domain.Clocks.ClockState.Breached);
        var shown = Shown(hub);
        await using var rows = hub.Rows();
        var migrator = rows.GetService<IMigrator>();
        // Events of now say who was asked before; those of then did not.
        var asked = await rows.Database.SqlQuery<AskedThen>($"SELECT Id, AskedBefore FROM Clocks WHERE AskedBefore <> '[]'").ToListAsync();

        await migrator.MigrateAsync("Initial");
        await migrator.MigrateAsync();
        foreach (var (id, before) in asked)
            await rows.Database.ExecuteSqlAsync($"UPDATE Clocks SET AskedBefore = {before} WHERE Id = {id}");

        Shown(hub).ShouldBe(shown);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_before_gets_one_person_an_email_and_its_external_ids_are_found_in_any_form()
    {
        await using var old = await HubFixture.Start();
        var (ann, ben) = (await old.Inquire("ann@x.example", null, "001A0000006Vm9r"), await old.Inquire("ben@x.example", null));
        await using var rows = old.Rows();
        var contact = old.Lead(ben).ContactId;
        await rows.GetService<IMigrator>().MigrateAsync("AgreementNotices");
        await rows.Database.ExecuteSqlAsync(
            $"UPDATE Contacts SET Email = 'Ann@X.example', EmailKey = 'ann@x.example' WHERE Id = {contact}");

        await using var hub = await HubFixture.On(file => rows.Database.ExecuteSqlAsync($"VACUUM INTO {file}"), old.Now);

        hub.EmailKeys().ShouldBe(["ann@x.example"]);
        (await hub.Inquire("ann@x.example", null)).ShouldBe(ann, "the older keeps it");
        (await hub.Inquire(null, null, "001A0000006Vm9rIAC")).ShouldBe(ann);
        await hub.Edit(ben, phone: "+48 22 123 45 67");
        hub.EmailKeys().ShouldBe(["ann@x.example"]);
        var cleo = await hub.Inquire(null, "+48 22 765 43 21");
        await hub.Fire(ben, Domain.Life.Trigger.Merge, new() { Into = cleo });
        (await hub.Inquire("ann@x.example", null)).ShouldBe(ann);
        (await hub.Inquire(null, "+48 22 123 45 67")).ShouldBe(cleo);
    }

    [Fact]
    public async Task A_merged_contacts_number_is_read_by_its_persons_country()
    {
        await using var old = await HubFixture.Start();
        var stays = await old.Inquire("ann@x.example", null);
        var duplicate = await Polish(old, "22 123 45 67");
        await old.Fire(duplicate, Trigger.Merge, new() { Into = stays });
        await using var rows = old.Rows();
        await rows.GetService<IMigrator>().MigrateAsync("Search");

        await using var hub = await HubFixture.On(file => rows.Database.ExecuteSqlAsync($"VACUUM INTO {file}"), old.Now);

        await using var now = hub.Rows();
        now.Contacts.Where(c => c.Phone != null).Select(c => c.PhoneKey).ToList().ShouldBe(["+48221234567", "+48221234567"]);
        (await hub.Inquire(null, "+48 22 123 45 67")).ShouldBe(stays);
    }

    [Fact]
    public async Task A_later_migration_leaves_keys_as_they_are()
    {
        await using var old = await HubFixture.Start();
        var lead = await Polish(old, "22 123 45 67");
        await old.Fire(lead, Trigger.Edit,
            new() { Edit = new(new(null, null, null, null, null), null, new(), new HashSet<string> { "country" }) });
        old.Contact(lead).PhoneKey.ShouldBe("+48221234567");
        await using var rows = old.Rows();
        await rows.GetService<IMigrator>().MigrateAsync("WorkDomains");

        await using var hub = await HubFixture.On(file => rows.Database.ExecuteSqlAsync($"VACUUM INTO {file}"), old.Now);

        hub.Contact(lead).PhoneKey.ShouldBe("+48221234567");
    }

    private static async Task<long> Polish(HubFixture hub, string phone) =>
        (await hub.Door.Do(HubFixture.Admin,
            write => Leads.Intake.Take(write,
                new(new(null, null, null, phone, null), null, new() { Country = "PL" }, [], null, null)))).LeadId;

    private sealed record AskedThen(long Id, string AskedBefore);

    private static Task<long> Offered(HubFixture hub, string name) => hub.Take($"{name}@example.com", "demo-request", name);

    private static List<string> Shown(HubFixture hub)
    {
        using var rows = hub.Rows();
        return [.. rows.Leads.AsNoTracking().OrderBy(l => l.Id).AsEnumerable()
            .Select(l => $"{l.Id}: {l.Shown} {l.Shown?.RiskAt?.ToUnixTimeMilliseconds()}")];
    }
}
