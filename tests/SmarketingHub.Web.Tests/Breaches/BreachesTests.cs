using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Breaches;

public sealed class BreachesTests : DeskCase
{
    [Fact]
    public async Task Nothing_missed_says_so_and_a_breach_appears_by_itself_with_its_explanation()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        await server.Hire("Jana");
        var (page, menu) = (circuit.Render<BreachesPage>(), circuit.Render<BreachCount>());
        page.WaitForElement(".empty").TextContent.ShouldContain("No promise was missed");

        await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromHours(5));

        await server.Shows(() => page.FindAll(".breach").Count == 1 && menu.FindAll(".nav-count").Count == 1);
        var row = page.Find(".breach");
        row.QuerySelector("a")!.TextContent.ShouldBe("Nordwind");
        row.TextContent.ShouldContain("Sales accepts or returns every offered lead within 4 business hours");
        row.TextContent.ShouldContain("version 1");
        row.TextContent.ShouldContain("At 100%: the team lead was told");
        // Offered at 09:00, due at 13:00; now it is 14:00 and a little.
        long.Parse(row.QuerySelector("[data-late]")!.GetAttribute("data-late")!).ShouldBeInRange(3_600_000, 3_660_000);
        Figures(page).ShouldBe(["1", "1", "0", "0"]);
    }

    [Fact]
    public async Task A_person_who_is_called_otherwise_is_so_in_the_list_at_once()
    {
        await using var circuit = await server.Circuit(await server.Hire("Marta", Party.Sales, Role.Lead));
        var page = circuit.Render<BreachesPage>();
        var first = await server.Admin.Take("""{"email":"ana@x.example","firstName":"Ana"}""");
        await server.Pass(TimeSpan.FromHours(50));
        await server.Shows(() => page.FindAll(".breach a").Any(a => a.TextContent == "Ana"));

        await server.Admin.Fire(first, "edit", """{"firstName":"Zofia"}""");

        await server.Shows(() => page.FindAll(".breach a").Any(a => a.TextContent == "Zofia"));
    }

    [Fact]
    public async Task The_other_partys_team_lead_excuses_it_with_a_reason_and_it_is_shown_by_whom_and_why()
    {
        var (marta, jana) = (await server.Hire("Marta", Party.Marketing, Role.Lead), await server.Hire("Jana", Party.Sales, Role.Lead));
        await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromHours(5));
        await using var circuit = await server.Circuit(marta);
        await using var other = await server.Circuit(jana);
        circuit.Render<MudPopoverProvider>();
        other.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=all");
        var (dialogs, page, theirs) = (circuit.Render<MudDialogProvider>(), circuit.Render<BreachesPage>(), other.Render<BreachesPage>());
        await server.Shows(() => theirs.FindAll(".breach").Count == 1);
        theirs.FindAll(".breach-state button").ShouldBeEmpty();

        page.WaitForElement(".breach-state button").Click();
        dialogs.WaitForElement("#excuse-form").Submit();
        dialogs.WaitForAssertion(() => dialogs.Markup.ShouldContain("Choose why it is excused."));
        dialogs.FindAll("input[type=radio]")[0].Click();
        dialogs.Find("textarea").Change("The telephone was down.");
        dialogs.Find("#excuse-form").Submit();

        await server.Shows(() => theirs.FindAll(".breach.is-excused").Count == 1);
        theirs.Find(".breach").TextContent.ShouldContain("System outage, by Marta");
        theirs.Find(".breach").TextContent.ShouldContain("The telephone was down.");
        Figures(theirs).ShouldBe(["0", "1", "1", "0"]);
    }

    [Fact]
    public async Task Filters_stand_in_the_address()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await server.Take("Undecided");
        await server.Offered("Nordwind");
        await server.Pass(TimeSpan.FromDays(2));
        await server.Shows(() => server.Services.GetRequiredService<LiveBreaches>().Open(Actor.System) == 2);
        var navigation = circuit.Services.GetRequiredService<NavigationManager>();

        navigation.NavigateTo("breaches?party=marketing");
        circuit.Render<BreachesPage>().WaitForElement(".breach").TextContent.ShouldContain("Undecided");
        navigation.NavigateTo("breaches?promise=accept");
        var page = circuit.Render<BreachesPage>();
        await server.Shows(() => page.FindAll(".breach").Count == 1);
        page.Find(".breach").TextContent.ShouldContain("Nordwind");
        page.FindAll(".chip.is-on").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Late_evidence_shows_it_as_corrected()
    {
        var jana = await server.Hire("Jana");
        await using var circuit = await server.Circuit(jana);
        var lead = await server.Offered("Nordwind");
        await Door.Fire(Actor.System, lead, null, Trigger.Accept, new() { Owner = $"{jana.Id}" });
        await server.Pass(TimeSpan.FromHours(5));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=all");
        var page = circuit.Render<BreachesPage>();
        await server.Shows(() => page.FindAll(".breach.is-open").Count == 1);

        await Door.Fire(new(ActorKind.Key, 1, Role.Admin, null), lead, null, Trigger.Attempt, new()
        {
            Kind = AttemptKind.Call,
            By = $"{jana.Id}",
            OccurredAt = Instant.FromDateTimeOffset(server.Time.GetUtcNow()) - Duration.FromHours(4),
        });

        await server.Shows(() => page.FindAll(".breach.is-corrected").Count == 1);
        page.Find(".breach").TextContent.ShouldContain("done in time, told later");
        Figures(page).ShouldBe(["0", "0", "0", "1"]);
    }

    [Fact]
    public async Task A_partner_sees_what_it_owed_and_no_name_of_a_lead_that_went_on()
    {
        await server.Partner();
        var paula = await server.Hire("Paula", "partner:altamar", Role.Partner);
        await server.Do(write => write.AddAgreement(StarterAgreements.WithPartner(
            write.NextId(), Party.Marketing, write.Company.Parties["partner:altamar"], write.Now,
            write.Company.Agreements[0].Versions[0].Calendar)));
        await server.Take("Undecided");
        var lead = await server.Offered("Puerto", "partner:altamar");
        await server.Pass(TimeSpan.FromHours(26));
        await using var circuit = await server.Circuit(paula);
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?part=all");
        var page = circuit.Render<BreachesPage>();
        await server.Shows(() => page.FindAll(".breach").Count == 1);
        page.Find(".breach-lead").TextContent.ShouldBe("Puerto");

        await Door.Fire(Actor.System, lead, null, Trigger.Withdraw, TriggerArgs.None);

        await server.Shows(() => page.FindAll(".breach.is-stopped").Count == 1);
        page.Markup.ShouldNotContain("Puerto");
        page.FindAll(".breach a").ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_thousand_are_pages()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => server.Take($"Firm{i}")));
        await server.Pass(TimeSpan.FromDays(2));
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?page=3");

        var page = circuit.Render<BreachesPage>();

        await server.Shows(() => page.FindAll(".breach").Count == 20);
        page.Find(".pages").TextContent.ShouldContain("3 of 3");
        Figures(page)[0].ShouldBe("120");

        // There is no fourth: the last one is shown.
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches?page=99");
        var navigation = circuit.Services.GetRequiredService<NavigationManager>();
        await server.Shows(() => navigation.Uri.EndsWith("page=3", StringComparison.Ordinal) && page.FindAll(".breach").Count == 20);
        page.Find(".pages").TextContent.ShouldContain("3 of 3");
    }

    private static string[] Figures(IRenderedComponent<BreachesPage> page) =>
        [.. page.FindAll(".breach-figures dd").Select(dd => dd.TextContent.Trim())];
}
