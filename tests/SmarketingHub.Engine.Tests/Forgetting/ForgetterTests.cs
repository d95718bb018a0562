using System.Text;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Imports;

namespace SmarketingHub.Engine.Tests.Forgetting;

public sealed class ForgetterTests
{
    [Fact]
    public async Task The_leads_stay_with_what_happened_to_them_and_tell_that_the_person_was_forgotten()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Ready);
        var before = hub.Lead(lead);

        var forgotten = await hub.Forget(before.ContactId, ForgetReason.ErasureRequest);

        forgotten.ShouldSatisfyAllConditions(
            f => f.Contact.ShouldBe(before.ContactId), f => f.Leads.ShouldBe([lead]), f => f.At.ShouldBe(hub.Now),
            f => f.Before.ShouldBeFalse(), f => f.IsCut.ShouldBeTrue());
        var after = hub.Lead(lead);
        (after.Stage, after.Holder, after.Clocks.Count, after.Version).ShouldBe((before.Stage, before.Holder, before.Clocks.Count,
            before.Version + 1));
        await using var rows = hub.Rows();
        rows.Ledger.OrderBy(e => e.Sequence).Where(e => e.LeadId == lead).Select(e => e.Type).ToList()[^1].ShouldBe("personForgotten");
        Encoding.UTF8.GetString(rows.Ledger.Single(e => e.Type == "contactForgotten").Body)
            .ShouldBe($$"""{"contact":{{before.ContactId}},"leads":[{{lead}}],"reason":"erasureRequest"}""");
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgotten_twice_changes_nothing_and_says_when_it_was()
    {
        await using var hub = await HubFixture.Start();
        var contact = hub.Lead(await hub.Take()).ContactId;
        var first = await hub.Forget(contact);
        await hub.Pass(NodaTime.Duration.FromDays(1));
        var sequence = hub.Verify().Sequence;

        var second = await hub.Forget(contact, ForgetReason.Other);

        second.ShouldBe(first with { Before = true, Leads = second.Leads });
        hub.Verify().Sequence.ShouldBe(sequence);
    }

    [Fact]
    public async Task The_same_person_later_is_a_new_one()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take("ana@example.com");
        await hub.Forget(hub.Lead(lead).ContactId);

        var later = await hub.Take("ana@example.com");

        later.ShouldNotBe(lead);
        (hub.Lead(later).ContactId == hub.Lead(lead).ContactId, hub.Lead(later).PreviousLead).ShouldBe((false, null));
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_inquiry_of_the_company_alone_does_not_join_the_lead_of_somebody_forgotten()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(company: "Nordwind");
        await hub.Forget(hub.Lead(lead).ContactId);

        var taken = await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new(null, null, null, null, null), "Nordwind", new(), [], null, "Please call back")));

        (taken.Created, taken.LeadId == lead).ShouldBe((true, false));
    }

    [Fact]
    public async Task All_contacts_of_a_person_are_forgotten_together()
    {
        await using var hub = await HubFixture.Start();
        var (first, second) = (await hub.Take("ana@example.com"), await hub.Take("ana.kowal@example.com"));
        var (one, other) = (hub.Lead(first).ContactId, hub.Lead(second).ContactId);
        await hub.Fire(second, Trigger.Note, new() { Words = "plays the cello" });
        await hub.Fire(second, Trigger.Merge, new() { Into = first });

        var forgotten = await hub.Forget(other);

        (forgotten.Contact, forgotten.Leads.Count).ShouldBe((one, 2));
        await using var rows = hub.Rows();
        rows.Contacts.ShouldAllBe(c => c.Key == null && c.Email == null && c.ForgottenAt == hub.Now);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Kowal Consulting", true)]
    [InlineData("Ana Kowal", true)]
    [InlineData("Nordwind", false)]
    public async Task A_company_that_is_the_persons_own_name_goes_along(string company, bool goes)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(company: company);

        await hub.Forget(hub.Lead(lead).ContactId);

        await using var rows = hub.Rows();
        rows.Accounts.Single().Name.ShouldBe(goes ? $"#{rows.Accounts.Single().Id}" : company);
    }

    [Theory]
    [InlineData("Wei", "Li", "Alibaba", "wei@alibaba.example", false)]
    [InlineData("Min", "Oh", "Hohner", "min@hohner.example", false)]
    [InlineData("Ana", "Bach", "Auerbach", "ana@auerbach.example", false)]
    [InlineData("Ana", "Example", "Nordwind", "ana@nordwind.example", false)]
    [InlineData("Wei", "Li", "Li Wei Trading", "wei@trading.example", true)]
    [InlineData("Wei", "Li", "Trading", "wei@wei-li.example", true)]
    [InlineData("Wei", "Li", "Trading", "wei@weili.example", true)]
    [InlineData("Ana", "Kowal", "Studio", "ana@kowal-studio.example", true)]
    [InlineData("Eva", "Müller", "Studio", "eva@müller.example", true)]
    public async Task A_company_is_called_by_whole_words_of_a_name(string first, string last, string company, string email, bool goes)
    {
        await using var hub = await HubFixture.Start();
        var lead = (await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new(first, last, email, null, null), company, new(), [], null, null)))).LeadId;

        await hub.Forget(hub.Lead(lead).ContactId);

        await using var rows = hub.Rows();
        rows.Accounts.Single().Name.ShouldBe(goes ? $"#{rows.Accounts.Single().Id}" : company);
    }

    [Fact]
    public async Task A_domain_goes_when_nobody_else_has_it()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take("ana@nordwind.example");
        var other = await hub.Take("bo@nordwind.example");

        await hub.Forget(hub.Lead(lead).ContactId);
        await using (var rows = hub.Rows())
            rows.WorkDomains.Single().Domain.ShouldBe("nordwind.example");
        await hub.Forget(hub.Lead(other).ContactId);

        await using var after = hub.Rows();
        after.WorkDomains.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_company_of_others_keeps_its_name_though_one_of_them_is_called_so()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take(company: "Kowal Consulting");
        await hub.Take("somebody@example.com", company: "Kowal Consulting");

        await hub.Forget(hub.Lead(lead).ContactId);

        await using var rows = hub.Rows();
        rows.Accounts.Single().Name.ShouldBe("Kowal Consulting");
    }

    [Fact]
    public async Task The_ledger_itself_never_names_anybody()
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Berta Rep");
        var lead = await hub.Take("ana@example.com");
        await hub.Fire(lead, Trigger.Disqualify, new() { Reason = "spam", Words = "Ana hung up" });

        await using var rows = hub.Rows();
        foreach (var body in rows.Ledger.Select(e => e.Body))
            Encoding.UTF8.GetString(body).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain("ana@example.com"), text => text.ShouldNotContain("Kowal"),
                text => text.ShouldNotContain("hung up"), text => text.ShouldNotContain("Berta"));
    }

    [Theory]
    [InlineData(Role.Rep)]
    [InlineData(Role.Lead)]
    [InlineData(Role.Manager)]
    public async Task Only_administrators_forget(Role role)
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        var actor = Actor.Of(await hub.Hire("Berta Rep", role: role));
        await Should.ThrowAsync<NotAllowed>(hub.Forgetter.Forget(actor, hub.Lead(lead).ContactId, ForgetReason.Other));
        await Should.ThrowAsync<NotAllowed>(hub.Forgetter.Forget(actor, 4711, ForgetReason.Other));
        await Should.ThrowAsync<NotFound>(hub.Forget(4711));
    }

    [Theory]
    [InlineData("\uFFFEAna")]
    [InlineData("\uFFFD\uFFFE\uFFFF")]
    [InlineData("{\"email\":\"\uFFFE")]
    [InlineData("\u202E\u0301\u200B")]
    [InlineData("😀%_'\"")]
    public async Task Whoever_is_called_so_can_be_forgotten_and_so_can_others(string text)
    {
        await using var hub = await HubFixture.Start();
        var hostile = await hub.Door.Do(HubFixture.Admin,
            write => write.Take(new(new(text, text, null, null, text), text, new(), [new("crm", "lead", $"4711 {text}")], null, text)));
        var other = await hub.Take("bo@example.com");
        (await hub.Import($"email,company\nno address {text.Replace("\"", "", StringComparison.Ordinal)},X\n", profile: Files.Strict))
            .Rejected.ShouldBe(1);
        await using (var rows = hub.Rows())
            await rows.ImportRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.FileName, $"{text}.csv"));

        foreach (var lead in (long[])[other, hostile.LeadId])
            (await hub.Forget(hub.Lead(lead).ContactId)).At.ShouldBe(hub.Now);

        await using var after = hub.Rows();
        after.Contacts.ShouldAllBe(c => c.Key == null && c.LastName == null);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_text_is_found()
    {
        await using var hub = await HubFixture.Start();
        var lead = await hub.Take();
        await hub.Fire(lead, Trigger.Note, new() { Words = "asked for a discount" });
        await using var rows = hub.Rows();
        await rows.Database.ExecuteSqlAsync($"UPDATE Texts SET Text = 'asked for nothing' WHERE Text LIKE 'asked%'");

        hub.Verify().Problems.Single().ShouldContain("not what was written");
    }
}
