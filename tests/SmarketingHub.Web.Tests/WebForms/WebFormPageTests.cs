using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.WebForms;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.WebForms;

/// <summary>Where forms are kept: the list, and one of them with its editor.</summary>
public sealed class WebFormPageTests : IAsyncLifetime
{
    private const string Consent = "What is agreed to by a tick";

    private ApiServer server = null!;
    private Person ana = null!;

    private Door Door => server.Services.GetRequiredService<Door>();

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(settings: new Dictionary<string, string?> { ["Hub:Url"] = "https://hub.example/sales" });
        ana = await server.Hire("Ana", Party.Marketing, Role.Lead);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task One_is_made_and_what_is_wrong_is_said_where_it_is_and_loses_nothing()
    {
        await using var circuit = await server.Circuit(ana);
        var page = Open(circuit, null);
        page.Field("Sites that may embed it").Change("www.example.com");
        page.Find("form").Submit();
        await server.Shows(() => page.ErrorAt("Name") == "Give the form a name.");
        page.Field("Name").Change("Demo");
        page.Find("form").Submit();
        await server.Shows(() => Says(page.ErrorAt("Sites that may embed it"), "'www.example.com' is no site"));
        page.ErrorAt("Name").ShouldBeNull();
        page.Field("Name").GetAttribute("value").ShouldBe("Demo");

        page.Field("Sites that may embed it").Change("https://www.example.com");
        page.Find("form").Submit();
        await server.Shows(() => Forms().Count == 1);
        var made = Forms()[0];
        (made.Name, made.Origins.ShouldHaveSingleItem()).ShouldBe(("Demo", "https://www.example.com"));
        await server.Shows(() => Says(circuit.Services.GetRequiredService<NavigationManager>().Uri, $"/web-forms/{made.Id}"));
    }

    [Fact]
    public async Task What_lacks_in_one_language_is_said_in_that_one_alone()
    {
        var form = await Made();
        await using var circuit = await server.Circuit(ana);
        var page = Open(circuit, form.Id);
        page.Field(Consent, 1).Change("");
        page.Find("form").Submit();

        await server.Shows(() => Says(page.ErrorAt(Consent, 1), "Write what is agreed to"));
        page.ErrorAt(Consent).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_is_told_and_keeps_what_was_typed()
    {
        var form = await Made();
        await using var circuit = await server.Circuit(ana);
        await using var other = await server.Circuit(ana);
        var (first, second) = (Open(circuit, form.Id), Open(other, form.Id));
        first.Field("Name").Change("First");
        first.Find("form").Submit();
        await server.Shows(() => first.Markup.Contains("Saved.", StringComparison.Ordinal));
        second.Field("Name").Change("Second");
        second.Find("form").Submit();

        await server.Shows(() => second.FindAll("form [role=alert]").Any(a => Says(a.TextContent, "changed by somebody else")));
        second.Field("Name").GetAttribute("value").ShouldBe("Second");
        Forms()[0].Name.ShouldBe("First");
    }

    [Fact]
    public async Task It_is_embedded_by_the_address_under_which_people_open_the_hub()
    {
        var form = await Made();
        await using var circuit = await server.Circuit(ana);
        var page = Open(circuit, form.Id);
        page.Find("#frame-snippet").TextContent.ShouldContain($"src=\"https://hub.example/sales/forms/{form.Key}\"");
        page.Find("#plain-snippet").TextContent.ShouldContain($"action=\"https://hub.example/sales/forms/{form.Key}\"");
    }

    [Fact]
    public async Task The_list_says_which_take_inquiries_and_the_page_of_none_says_so()
    {
        await using var circuit = await server.Circuit(ana);
        var list = circuit.Render<WebFormsPage>();
        await server.Shows(() => list.Markup.Contains("No form yet.", StringComparison.Ordinal));
        var form = await Made();
        await Door.Do(AtTheForm.Admin, write => write.ChangeForm(form.Id, null, text => text with { IsOpen = false }));
        list = circuit.Render<WebFormsPage>();
        await server.Shows(() => list.FindAll("li").Count == 1);
        list.Find("li").TextContent.ShouldContain("Takes none");
        list.Find("li a").GetAttribute("href").ShouldBe($"web-forms/{form.Id}");

        var none = circuit.Render<WebFormPage>(p => p.Add(x => x.Id, 987_654));
        await server.Shows(() => none.Markup.Contains("There is no such form.", StringComparison.Ordinal));
    }

    private static bool Says(string? text, string what) => text?.Contains(what, StringComparison.Ordinal) == true;

    private Task<WebForm> Made() => Door.Do(AtTheForm.Admin, write => write.MakeForm(AtTheForm.Demo));

    private List<WebForm> Forms()
    {
        using var rows = server.Rows();
        return [.. rows.WebForms];
    }

    private static IRenderedComponent<WebFormPage> Open(BunitContext circuit, long? id)
    {
        circuit.Render<MudPopoverProvider>();
        var page = circuit.Render<WebFormPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement(".web-form-editor");
        return page;
    }
}
