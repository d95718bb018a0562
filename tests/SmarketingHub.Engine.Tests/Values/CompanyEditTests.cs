using CsCheck;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Partners;
using SmarketingHub.Engine.Tests.Identities;
using SmarketingHub.Engine.Tests.Imports;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Tests.Values;

/// <summary>
/// Whoever changes job, or whose company was misspelled, takes the company along; the mail domain goes where its people are.
/// </summary>
public sealed class CompanyEditTests
{
    [Fact]
    public async Task Who_changes_job_says_whose_the_new_domain_is()
    {
        await using var hub = await HubFixture.Start();
        var ana = await Take(hub, "ana@oldco.example", "OldCo");

        await Edit(hub, ana, "NewCo", "ana@newco.example");

        (await CompanyOf(hub, "stranger@newco.example")).ShouldBe("NewCo");
        (await CompanyOf(hub, "stranger@oldco.example")).ShouldBe("OldCo");
        (await NextCompany(hub, ana, "ana@newco.example")).ShouldBe("NewCo");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_company_that_is_corrected_takes_person_and_domain_along(bool clearedFirst)
    {
        await using var hub = await HubFixture.Start();
        var ana = await Take(hub, "ana@acme.example", "Acmee");

        if (clearedFirst)
            await hub.Fire(ana, Trigger.Edit, new() { Edit = new(Nobody, null, new(), new HashSet<string> { "company" }) });
        await Edit(hub, ana, "Acme");

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
        (await NextCompany(hub, ana, "ana@acme.example")).ShouldBe("Acme");
    }

    [Fact]
    public async Task While_somebody_stays_at_the_other_company_the_domain_is_both_companies_and_so_nobodys()
    {
        await using var hub = await HubFixture.Start();
        var ana = await Take(hub, "ana@acme.example", "Acmee");
        var bo = await Take(hub, "bo@acme.example", "Acmee");

        await Edit(hub, ana, "Acme");

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBeNull();
        await Edit(hub, bo, "Acme");
        (await CompanyOf(hub, "other@acme.example")).ShouldBe("Acme", "the last of them moved");
        (await NextCompany(hub, ana, "ana@acme.example")).ShouldBe("Acme");
    }

    [Fact]
    public async Task Whoever_is_merged_into_another_companys_person_takes_the_domain_along()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate) = (await Take(hub, null, "Acme", "+48 22 123 45 67"), await Take(hub, "ana@acme.example", "Acmee"));

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_companies_of_one_person_are_one_again_when_the_duplicate_is_merged()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate) = (await Take(hub, "ana@acme.example", "Acme"), await Take(hub, "a.kowal@acme.example", "Acmee"));
        (await CompanyOf(hub, "stranger@acme.example")).ShouldBeNull();

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        (await CompanyOf(hub, "other@acme.example")).ShouldBe("Acme");
    }

    [Fact]
    public async Task A_merge_that_brings_a_company_says_whose_the_survivors_domain_is()
    {
        await using var hub = await HubFixture.Start();
        var (stays, duplicate) = (await Take(hub, "ana@acme.example"), await Take(hub, null, "Acme", "+48 22 123 45 67"));

        await hub.Fire(duplicate, Trigger.Merge, new() { Into = stays });

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
    }

    [Fact]
    public async Task A_partners_company_for_a_person_whom_others_know_says_nothing_of_the_domain()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write => write.AddPartner("Altamar", Party.Marketing));
        var partner = new Actor(ActorKind.Key, 2, Role.Partner, "partner:altamar");
        await hub.Fire(await Take(hub, "ana@acme.example", "Acme"), Trigger.Disqualify, new() { Reason = "no-need" });
        var theirs = await Take(hub, "ana@acme.example");
        await hub.Fire(theirs, Trigger.Ready);
        await hub.Fire(theirs, Trigger.Offer, new() { To = "partner:altamar" });
        await hub.Fire(theirs, Trigger.Accept, actor: partner);

        await hub.Fire(theirs, Trigger.Edit, new() { Edit = new(Nobody, "X", new()) }, partner);

        NameOf(hub, theirs).ShouldBe("X");
        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
    }

    [Fact]
    public async Task An_email_that_is_another_persons_says_nothing_of_the_inquirers_company()
    {
        await using var hub = await HubFixture.Start();
        await Take(hub, "ana@acme.example", "Acme");
        await Take(hub, "bo@other.example", "Other", null, "b");

        await Take(hub, "ana@acme.example", "Other", null, "b");

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
        (await CompanyOf(hub, "stranger@other.example")).ShouldBe("Other");
    }

    [Fact]
    public async Task Who_names_a_company_when_joining_the_open_lead_is_of_it()
    {
        await using var hub = await HubFixture.Start();
        await Take(hub, "ana@acme.example");
        await Take(hub, "ana@acme.example", "Acme");
        await Take(hub, "bo@acme.example", "Acme Labs");

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBeNull();
    }

    [Fact]
    public async Task A_company_that_an_import_corrects_or_takes_back_is_the_persons_too()
    {
        await using var hub = await HubFixture.Start();
        await hub.Import("Lead ID,email,company\n1,ana@acme.example,Acmee\n2,bo@x.example,\n3,cy@y.example,Wye\n");
        var (ana, bo, cy) = (hub.Leads()[0].Id, hub.Leads()[1].Id, hub.Leads()[2].Id);

        (await hub.Import("Lead ID,email,company\n1,ana@acme.example,Acme\n2,bo@x.example,Ex\n3,cy@y.example,\n")).Rejected.ShouldBe(0);

        (await CompanyOf(hub, "stranger@acme.example")).ShouldBe("Acme");
        (await CompanyOf(hub, "stranger@x.example")).ShouldBe("Ex");
        (await NextCompany(hub, ana, "ana@acme.example")).ShouldBe("Acme");
        (await NextCompany(hub, bo, "bo@x.example")).ShouldBe("Ex");
        hub.Lead(cy).AccountId.ShouldBeNull();
        hub.Contact(cy).AccountId.ShouldBeNull();
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_where_now_decides_whose_a_domain_is()
    {
        await using var hub = await HubFixture.Start();
        var round = 0;
        var steps = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3]).Array[2, 8];
        await steps.SampleAsync(async each =>
        {
            var at = $"law{++round}.example";
            var (lead, company) = (new Dictionary<int, long>(), new Dictionary<int, string>());
            foreach (var (person, which, how) in each)
            {
                var (email, name) = ($"p{person}@{at}", $"C{which} of {at}");
                if (!lead.TryGetValue(person, out var known))
                    lead[person] = how == 0 ? await Import(hub, email, name) : await Take(hub, email, name);
                else
                    await Edit(hub, known, name);
                company[person] = name;
            }
            (await CompanyOf(hub, $"stranger@{at}")).ShouldBe(company.Values.Distinct().ToList() is [var only] ? only : null);
        }, iter: 30, threads: 1);
    }

    private static async Task<long> Import(HubFixture hub, string email, string company)
    {
        await hub.Import($"email,company\n{email},{company}\n");
        return hub.Leads()[^1].Id;
    }

    private static async Task<string?> CompanyOf(HubFixture hub, string email) => NameOf(hub, await Take(hub, email));

    private static async Task<string?> NextCompany(HubFixture hub, long lead, string email)
    {
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "no-need" });
        return await CompanyOf(hub, email);
    }

    private static string? NameOf(HubFixture hub, long lead)
    {
        using var rows = hub.Rows();
        return hub.Lead(lead).AccountId is { } id ? rows.Accounts.Single(a => a.Id == id).Name : null;
    }

    private static readonly Profile Nobody = new(null, null, null, null, null);

    private static Task<long> Edit(HubFixture hub, long lead, string company, string? email = null) =>
        hub.Fire(lead, Trigger.Edit, new() { Edit = new(Nobody with { Email = email }, company, new()) });

    private static async Task<long> Take(
        HubFixture hub, string? email, string? company = null, string? phone = null, params string[] ids) =>
        (await hub.Door.Do(HubFixture.Admin, write => write.Take(new(
            Nobody with { Email = email, Phone = phone }, company, new(), [.. ids.Select(id => new ExternalRef("crm", "lead", id))], null,
            null)))).LeadId;
}
