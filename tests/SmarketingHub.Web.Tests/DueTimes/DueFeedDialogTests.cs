using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Web.Features.DueTimes;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.DueTimes;

public sealed class DueFeedDialogTests
{
    [Fact]
    public async Task An_address_is_shown_once_a_new_one_ends_it_and_it_can_be_removed()
    {
        await using var server = await ApiServer.Start(settings: new Dictionary<string, string?> { ["Hub:Url"] = "https://hub.example" });
        var jana = await server.Hire("Jana");
        await using var circuit = await server.Circuit(jana);
        using var calendar = server.Client(null);
        var page = await Open(circuit);
        page.FindAll("output").ShouldBeEmpty();
        Press(page, "Make an address");
        await server.Shows(() => page.FindAll("output").Count == 1);
        var first = new Uri(page.Find("output").TextContent);
        first.Host.ShouldBe("hub.example", "by which people open the hub");
        (await calendar.GetAsync(first.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var later = await server.Circuit(jana);
        var again = await Open(later);
        await server.Shows(() => again.Markup.Contains("There is an address, made", StringComparison.Ordinal));
        again.Markup.ShouldNotContain(first.AbsolutePath, customMessage: "it is shown once");
        Press(again, "Make a new address");
        await server.Shows(() => again.FindAll("output").Count == 1);
        var second = new Uri(again.Find("output").TextContent);
        (await calendar.GetAsync(first.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await calendar.GetAsync(second.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Press(again, "Remove the address");
        Press(again, "Remove it");
        await server.Shows(() => again.FindAll("output").Count == 0);
        (await calendar.GetAsync(second.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<IRenderedComponent<MudDialogProvider>> Open(BunitContext circuit)
    {
        circuit.Render<MudPopoverProvider>();
        var dialogs = circuit.Render<MudDialogProvider>();
        await dialogs.InvokeAsync(() => circuit.Services.GetRequiredService<IDialogService>().ShowAsync<DueFeedDialog>());
        dialogs.WaitForElement(".dialog-form");
        return dialogs;
    }

    private static void Press(IRenderedComponent<MudDialogProvider> page, string what) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == what).Click();
}
