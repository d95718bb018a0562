using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Agreements;

/// <summary>The list of agreements, and how a new one begins.</summary>
public sealed class AgreementsPageTests : IAsyncLifetime
{
    private ApiServer server = null!;
    private Person nadia = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start();
        nadia = await server.Hire("Nadia", Party.Sales, Role.Lead);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private List<Agreement> Agreements => server.Live.Company.Agreements.ToList();

    [Fact]
    public async Task A_new_agreement_begins_with_the_words_of_its_template()
    {
        await using var circuit = await server.Circuit(nadia);
        var page = circuit.Render<AgreementsPage>();

        await Make(page, "Webinars", $"{Template.ContentLeads}");

        var made = Agreements.Single(a => a.Name == "Webinars");
        made.Versions.Single().State.ShouldBe(VersionState.Draft);
        made.Versions[0].Commitments.Select(c => c.Id)
            .ShouldBe(Templates.Of(Template.ContentLeads, Party.Marketing, Party.Sales,
                made.Versions[0].Calendar).Commitments.Select(c => c.Id));
        circuit.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"agreements/{made.Id}");
    }

    [Fact]
    public async Task A_copy_says_what_the_other_one_says_and_a_name_that_is_taken_is_refused_with_what_was_typed()
    {
        await using var circuit = await server.Circuit(nadia);
        var page = circuit.Render<AgreementsPage>();
        var origin = Agreements[0];

        await Make(page, origin.Name, $"{origin.Id}");
        page.WaitForElement("#new-name-wrong").TextContent.ShouldContain(origin.Name);
        page.Find("#new-name").GetAttribute("value").ShouldBe(origin.Name);
        await Make(page, "Enterprise", $"{origin.Id}");

        TermsText.Same(Agreements.Single(a => a.Name == "Enterprise").Versions[0].TermsOf() with { From = null },
            origin.Versions[^1].TermsOf() with { From = null, ReTimes = false }).ShouldBeTrue();
    }

    [Fact]
    public async Task What_waits_for_the_viewer_and_what_is_over_stand_apart()
    {
        await using var circuit = await server.Circuit(nadia);
        var page = circuit.Render<AgreementsPage>();
        var door = server.Services.GetRequiredService<Door>();
        var draft = await door.Do(Actor.Of(nadia), write => write.NewVersion(Agreements[0].Id));
        await door.Do(Actor.Of(nadia),
            write => write.ChangeDraft(Agreements[0].Id, draft.Number, draft.TermsOf(),
                draft.TermsOf() with { Commitments = [.. draft.Commitments.Skip(1)] }));
        await door.Do(Actor.Of(nadia), write => write.Propose(Agreements[0].Id, draft.Number));
        await server.Shows(() => page.FindAll(".agreement-yours").Count == 1);

        await door.Do(Actor.Of(nadia), write => write.Discard(Agreements[0].Id, draft.Number));
        await door.Do(Actor.Of(nadia), write => write.End(Agreements[0].Id, 1, null));
        await server.Pass(TimeSpan.FromMinutes(1));
        await door.Do(Actor.Of(nadia), write => write.NewAgreement("Webinars", Party.Marketing, Party.Sales, Template.ContentLeads));

        await server.Shows(() => page.FindAll(".agreement-over summary").Any(over => over.TextContent == "Ended: 1")
            && page.FindAll(".agreement-yours").Count == 0);
    }

    [Fact]
    public async Task Times_are_told_in_the_viewers_zone()
    {
        await using var circuit = await server.Circuit(nadia);
        circuit.JSInterop.SetupModule("./js/place.js").Setup<string>("zone").SetResult("Asia/Tokyo");
        await server.Services.GetRequiredService<Door>()
            .Do(Actor.Of(nadia), write => write.End(Agreements[0].Id, 1, NodaTime.Instant.FromUtc(2026, 4, 1, 20, 0)));
        await server.Live.UpToDate(default);
        var page = circuit.Render<AgreementsPage>();
        page.WaitForAssertion(() => page.Find(".agreement-state").TextContent.ShouldContain("ends on Thu 2 Apr, 05:00"));
    }

    [Fact]
    public async Task A_rep_reads_the_list_and_makes_nothing()
    {
        await using var circuit = await server.Circuit(await server.Hire("Jana"));
        var page = circuit.Render<AgreementsPage>();
        await server.Shows(() => page.FindAll(".agreement-row").Count == Agreements.Count);
        page.FindAll("#new-name").ShouldBeEmpty();
    }

    private static async Task Make(IRenderedComponent<AgreementsPage> page, string name, string from)
    {
        page.WaitForElement("#new-name");
        await page.InvokeAsync(() => page.Find("#new-name").ChangeAsync(new() { Value = name }));
        await page.InvokeAsync(() => page.Find("#new-from").ChangeAsync(new() { Value = from }));
        await page.InvokeAsync(() => page.Find(".partner-form").SubmitAsync());
    }
}
