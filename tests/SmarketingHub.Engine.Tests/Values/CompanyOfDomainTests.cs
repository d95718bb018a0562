using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Tests.Values;

/// <summary>Whose company a mail domain is, and when it is nobody's.</summary>
public sealed class CompanyOfDomainTests
{
    [Fact]
    public async Task A_stranger_of_a_free_mail_domain_belongs_to_no_company_even_after_the_first_ones_deal_is_won()
    {
        await using var hub = await HubFixture.Start();
        var rep = await hub.Hire("Ana Nowak");
        var first = await Take(hub, "sample.person.1@hotmail.co.uk", "Quay Tools");
        await hub.Fire(first, Trigger.Ready);
        await hub.Fire(first, Trigger.Offer, new() { To = $"person:{rep.Id}" });
        await hub.Fire(first, Trigger.Accept, actor: Actor.Of(rep));
        foreach (var (trigger, args) in new (Trigger, TriggerArgs)[] { (Trigger.Attempt,
            new() { Kind = AttemptKind.Call }), (Trigger.Qualify, new()), (Trigger.Convert, new() { Amount = 10 }),
            (Trigger.Win, new() { Amount = 10 }) })
            await hub.Fire(first, trigger, args, Actor.Of(rep));

        var stranger = hub.Lead(await Take(hub, "sample.person.2@hotmail.co.uk"));

        (stranger.AccountId, stranger.Stage, stranger.Holder).ShouldBe((null, Stage.Captured, Party.Marketing));
        hub.Lead(await Take(hub, "sample.person.3@hotmail.co.uk", "Quay Tools")).Stage.ShouldBe(Stage.Accepted);
    }

    [Fact]
    public async Task A_domain_that_one_companys_people_have_says_where_the_next_one_works_all_of_its_domains()
    {
        await using var hub = await HubFixture.Start();
        var lead = hub.Lead(await Take(hub, "ana@nordwind.example", "Nordwind"));
        await Take(hub, "bo@nordwind-group.example", "NORDWIND");

        hub.Lead(await Take(hub, "cy@nordwind.example")).AccountId.ShouldBe(lead.AccountId);
        hub.Lead(await Take(hub, "di@nordwind-group.example")).AccountId.ShouldBe(lead.AccountId);
    }

    [Fact]
    public async Task A_domain_that_two_companies_people_have_is_nobodys_in_whatever_order_and_way_it_comes_out()
    {
        await using var hub = await HubFixture.Start();
        var round = 0;
        // What happens of one domain, in any order; the two that name a company are among it.
        await Gen.Shuffle(Enumerable.Range(0, 5).ToArray()).SampleAsync(async order =>
        {
            var at = $"shared{Interlocked.Increment(ref round)}.example";
            foreach (var what in order)
                await (what switch
                {
                    0 => Take(hub, $"ana@{at}", $"Company A of {at}"),
                    1 => ByPhoneFirst(hub, $"bo@{at}", $"Company B of {at}", round),
                    2 => Take(hub, $"cy@{at}"),
                    3 => Take(hub, $"di@{at}"),
                    _ => Take(hub, $"ana@{at}", $"Company A of {at}"),
                });

            hub.Lead(await Take(hub, $"stranger@{at}")).AccountId.ShouldBeNull();
            hub.Lead(await Take(hub, $"other@mail.{at}")).AccountId.ShouldBeNull();
            await Take(hub, $"eve@{at}", $"Company A of {at}");
            hub.Lead(await Take(hub, $"stranger2@{at}")).AccountId.ShouldBeNull();
        }, iter: 12, threads: 1);
    }

    [Fact]
    public async Task An_edit_that_names_another_company_counts_too()
    {
        await using var hub = await HubFixture.Start();
        await Take(hub, "ana@shared.example", "A");
        var other = await Take(hub, "bo@shared.example");
        await hub.Fire(other, Trigger.Edit, new() { Edit = new(new(null, null, null, null, null), "B", new()) });

        hub.Lead(await Take(hub, "cy@shared.example")).AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task Whom_the_domain_alone_gave_to_a_company_is_looked_at_anew()
    {
        await using var hub = await HubFixture.Start();
        await Take(hub, "ana@shared.example", "A");
        var guessed = await Take(hub, "cy@shared.example");
        hub.Lead(guessed).AccountId.ShouldNotBeNull();
        await Take(hub, "bo@shared.example", "B");
        await hub.Fire(guessed, Trigger.Disqualify, new() { Reason = "no-need" });

        hub.Lead(await Take(hub, "cy@shared.example")).AccountId.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_of_before_gets_its_keys_and_domains_anew_and_still_verifies()
    {
        await using var old = await HubFixture.Start();
        await Take(old, "ana@shared.example", "A", "+44 (0)20 7946 0018");
        await Take(old, "bo@shared.example", "B", "020 7946 0019", "GB");
        await Take(old, "cy@hotmail.co.uk", "Quay Tools", "22 123 45 67 wew. 12", "PL");
        await Take(old, "di@own.example", "Own");
        await using (var rows = old.Rows())
        {
            await rows.GetService<IMigrator>().MigrateAsync("Search");
            await rows.Database.ExecuteSqlRawAsync("""
                UPDATE "Contacts" SET "EmailKey" = 'mailto:' || "Email", "PhoneKey" = '4420794600' WHERE "Email" <> 'di@own.example';
                UPDATE "Contacts" SET "Search" = 'older';
                UPDATE "Accounts" SET "Domain" = 'hotmail.co.uk' WHERE "Name" = 'Quay Tools';
                UPDATE "Accounts" SET "Domain" = 'shared.example' WHERE "Name" = 'A';
                UPDATE "Accounts" SET "Domain" = 'kept.example' WHERE "Name" = 'Own'
                """);
        }
        await using var hub = await HubFixture.On(async file =>
        {
            await using var rows = old.Rows();
            await rows.Database.ExecuteSqlAsync($"VACUUM INTO {file}");
        }, old.Now);

        await using var now = hub.Rows();
        now.Contacts.OrderBy(c => c.Email).Select(c => $"{c.EmailKey} {c.PhoneKey}").ToList()
            .ShouldBe(["ana@shared.example +442079460018", "bo@shared.example +442079460019", "cy@hotmail.co.uk +48221234567",
                "di@own.example "]);
        now.Contacts.OrderBy(c => c.Email).Select(c => c.PhoneTyped).ToList().ShouldBe([null, "02079460019", "221234567", null]);
        now.Contacts.Where(c => EF.Property<string>(c, "Search").Contains("wew")).Select(c => c.Email).ToList()
            .ShouldBe(["cy@hotmail.co.uk"]);
        var own = now.Accounts.Single(a => a.Name == "Own").Id;
        now.WorkDomains.OrderBy(d => d.Domain).ToDictionary(d => d.Domain, d => d.AccountId)
            .ShouldBe(new Dictionary<string, long?> { ["kept.example"] = own, ["own.example"] = own, ["shared.example"] = null });
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static async Task<long> ByPhoneFirst(HubFixture hub, string email, string company, int round)
    {
        var phone = $"+48 22 {round:0000000}";
        await Take(hub, null, company, phone);
        var lead = await Take(hub, null, null, phone);
        await hub.Fire(lead, Trigger.Edit, new() { Edit = new(new(null, null, email, null, null), null, new()) });
        return lead;
    }

    private static async Task<long> Take(
        HubFixture hub, string? email, string? company = null, string? phone = null, string? country = null) =>
        (await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new(null, null, email, phone, null), company, new() { Country = country }, [], null, null)))).LeadId;
}
