using System.Security.Claims;
using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Board;

namespace SmarketingHub.Web.Tests.Board;

public sealed class BoardPageTests
{
    private static string[] Names(IRenderedComponent<ContainerFragment> page, string column) =>
        [.. page.FindAll($"[data-column={column}] .lead-name").Select(e => e.TextContent)];

    [Fact]
    public async Task What_somebody_else_does_shows_by_itself()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Ana Nowak", Party.Marketing));
        var lead = await hub.Take();
        await hub.Seen(lead);
        var page = hub.Render<BoardPage>();
        page.WaitForAssertion(() => Names(page, "Captured").ShouldBe(["Nordwind"]));

        await hub.Fire(lead, Trigger.Ready);

        await hub.Shows(() => Names(page, "Ready") is ["Nordwind"]);
        Names(page, "Captured").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_filters_of_the_address_hold_also_when_it_changes()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Ana Nowak", Party.Marketing));
        await hub.Take(grade: "A");
        await hub.Seen(await hub.Take("Brillo", grade: "B"));
        var address = hub.Pages.Services.GetRequiredService<NavigationManager>();
        address.NavigateTo("/?grade=B");
        var page = hub.Render<BoardPage>();
        page.WaitForAssertion(() => Names(page, "Captured").ShouldBe(["Brillo"]));

        address.NavigateTo("/?grade=C");
        page.WaitForAssertion(() => page.Find(".board-empty").TextContent.ShouldContain("No lead passes these filters."));
        address.NavigateTo("/");
        page.WaitForAssertion(() => Names(page, "Captured").Order().ShouldBe(["Brillo", "Nordwind"]));
    }

    [Fact]
    public async Task A_partner_sees_its_own_leads_only()
    {
        await using var hub = await PageFixture.Start();
        await hub.AddPartner();
        hub.SignIn(await hub.Hire("Pablo Mar", "partner:altamar", Role.Partner));
        await hub.Take();
        var theirs = await hub.Take("Faro");
        await hub.Fire(theirs, Trigger.Ready);
        await hub.Fire(theirs, Trigger.Offer, new() { To = "partner:altamar" });
        await hub.Seen(theirs);

        var page = hub.Render<BoardPage>();

        page.WaitForAssertion(() => page.FindAll(".lead-name").Select(e => e.TextContent).ShouldBe(["Faro"]));
    }

    [Fact]
    public async Task A_cards_menu_lists_the_permitted_moves_and_does_them()
    {
        await using var hub = await PageFixture.Start();
        var ana = await hub.Hire("Ana Nowak", Party.Marketing);
        hub.SignIn(ana);
        var lead = await hub.Take();
        await hub.Seen(lead);
        var page = hub.Render<BoardPage>();
        page.WaitForElement($"#menu-{lead}").Click();

        page.WaitForAssertion(() => page.FindAll("[role=menuitem]").Count.ShouldBe(Turn.Permitted(hub.Lead(lead), Actor.Of(ana)).Count));
        page.FindAll("[role=menuitem]").First(item => item.TextContent == "Make ready").Click();

        page.WaitForAssertion(() => hub.Lead(lead).Stage.ShouldBe(Stage.Ready));
    }

    [Fact]
    public async Task A_move_decided_on_an_old_picture_says_what_changed_and_who_changed_it()
    {
        await using var hub = await PageFixture.Start();
        var ana = await hub.Hire("Ana Nowak", Party.Marketing);
        hub.SignIn(ana);
        var lead = await hub.Take();
        await hub.Seen(lead);
        var moves = hub.Pages.Services.GetRequiredService<Features.Leads.LeadMoves>();
        var version = hub.Lead(lead).Version;
        await Engine.Leads.Triggering.Fire(hub.Door, Actor.Of(ana), lead, version, Trigger.Ready, Engine.Leads.TriggerArgs.None);

        (await moves.Run(lead, version, "Nordwind", new(Trigger.Resume))).ShouldBeFalse();

        var said = hub.Pages.Services.GetRequiredService<MudBlazor.ISnackbar>().ShownSnackbars.Single();
        said.Message.ShouldNotBeNull().ShouldBe("Meanwhile, by Ana Nowak: Made ready.");
    }

    [Fact]
    public async Task An_empty_board_says_what_to_do()
    {
        await using var hub = await PageFixture.Start();
        hub.SignIn(await hub.Hire("Ana Nowak", Party.Marketing));

        var page = hub.Render<BoardPage>();

        page.WaitForElement(".board-empty a").GetAttribute("href").ShouldBe("leads/new");
    }

    [Fact]
    public async Task A_page_that_is_left_before_it_knows_its_viewer_watches_nothing()
    {
        var late = new LateSignIn();
        await using var hub = await PageFixture.Start(services => services.AddSingleton<AuthenticationStateProvider>(late));
        var ana = await hub.Hire("Ana Nowak", Party.Marketing);
        hub.Render<BoardPage>();
        await hub.Pages.DisposeComponentsAsync();

        late.Come(ana);

        await hub.Pages.Renderer.Dispatcher.InvokeAsync(() => { });
        hub.Board.Watching.ShouldBe(0);
    }

    private sealed class LateSignIn : AuthenticationStateProvider
    {
        private readonly TaskCompletionSource<AuthenticationState> state = new();

        public void Come(Person person) =>
            state.SetResult(new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{person.Id}")], "late"))));

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => state.Task;
    }
}
