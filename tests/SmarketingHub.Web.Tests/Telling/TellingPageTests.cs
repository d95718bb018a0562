using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Telling;
using SmarketingHub.Web.Features.Telling;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.Telling;

/// <summary>Where people choose how they are told, and where an administrator sees what was given up.</summary>
public sealed class TellingPageTests : IAsyncLifetime
{
    private readonly Pigeons pigeons = new("mail");
    private ApiServer server = null!;
    private Person rita = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(change: services => services.RemoveAll<IChannel>().AddSingleton<IChannel>(pigeons));
        rita = await server.Hire("Rita");
        // The language of a page is one of ours; a test has none.
        await server.Admin.Put($"people/{rita.Id}/telling", """{"language":"en"}""");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_is_chosen_is_saved_and_stands_there_again()
    {
        await using var circuit = await server.Circuit(rita);
        var page = Open(circuit);
        page.Find("input[type=checkbox]").Change(true);
        page.Find("#tell-mail-Late").Change("Digest");
        page.Field("Time of the digest").Change("07:15");
        page.Field("I look within, in minutes").Change(" 45 ");
        page.Find("form").Submit();
        await server.Shows(() => Said(page) == "Saved");

        var told = await server.Admin.Get($"people/{rita.Id}/telling");
        (told.Text("digestAt"), told["lookWithinMinutes"].GetInt32()).ShouldBe(("07:15", 45));
        told["channels"][0].GetProperty("tells").EnumerateArray().Single(tell => tell.GetProperty("topic").GetString() == "late")
            .GetProperty("when").GetString().ShouldBe("digest");
        await using var later = await server.Circuit(rita);
        var again = Open(later);
        again.Find("input[type=checkbox]").HasAttribute("checked").ShouldBeTrue();
        again.Find("#tell-mail-Late option[selected]").GetAttribute("value").ShouldBe("Digest");

        page.Find("#tell-mail-Late").Input("AtOnce");
        Said(page).ShouldBe("", "what is chosen now is not saved");
    }

    [Theory]
    [InlineData("Time of the digest", "", "Give a time of day, such as 08:30.")]
    [InlineData("Time of the digest", "noon", "Give a time of day, such as 08:30.")]
    [InlineData("Quiet from", "20:00", "Quiet hours need a beginning and an end.", "Quiet until")]
    [InlineData("I look within, in minutes", "0", "Give from 1 minute to 7 days.")]
    [InlineData("I look within, in minutes", "soon", "Give from 1 minute to 7 days.")]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
        string field, string typed, string error, string? at = null)
    {
        await using var circuit = await server.Circuit(rita);
        var page = Open(circuit);
        page.Field(field).Change(typed);
        page.Find("form").Submit();

        await server.Shows(() => page.ErrorAt(at ?? field) == error);
        (page.Field(field).GetAttribute("value") ?? "").ShouldBe(typed);
        Said(page).ShouldBe("");
        (await server.Admin.Get($"people/{rita.Id}/telling")).Text("digestAt").ShouldBe("08:00", "nothing was saved");
    }

    [Fact]
    public async Task A_test_says_what_is_known_of_it()
    {
        await using var circuit = await server.Circuit(rita);
        var page = Open(circuit);
        page.Find(".telling-proof span").TextContent.ShouldBe("Never tested");
        page.Find(".telling-proof button").Click();
        await server.Shows(() => Says(page.Find(".telling-proof span"), "accepted, not proven"));

        pigeons.Answer = _ => Engine.Telling.Answer.Refused(LetterProblem.Refused, 550);
        page.Find(".telling-proof button").Click();
        await server.Shows(() => page.FindAll(".telling-proof span.is-failing").Any(said => Says(said, "not taken")));
    }

    [Fact]
    public async Task An_administrator_sees_what_was_given_up_and_sends_it_again()
    {
        await server.Admin.Put($"people/{rita.Id}/telling",
            """{"channels":[{"channel":"mail","tells":[{"topic":"handedOver","when":"atOnce"}]}]}""");
        pigeons.Answer = _ => Engine.Telling.Answer.Refused(LetterProblem.Refused, 550);
        await server.Offered("Nordwind", $"person:{rita.Id}");
        await server.Services.GetRequiredService<LetterSender>().SendDue();

        await using var circuit = await server.Circuit(await server.Hire("Ana", Party.Sales, Role.Admin));
        var page = circuit.Render<LettersPage>();
        await server.Shows(() => page.FindAll("tbody tr").Count == 1);
        page.Find("tbody tr").TextContent.ShouldContain("Rita");
        pigeons.Answer = _ => Engine.Telling.Answer.Accepted;
        page.Find("tbody button").Click();

        await server.Shows(() => page.Markup.Contains("None: every message was taken", StringComparison.Ordinal));
        await server.Services.GetRequiredService<LetterSender>().SendDue();
        (await server.Admin.Get("letters"))["items"][0].GetProperty("state").GetString().ShouldBe("sent");
    }

    private static IRenderedComponent<TellingPage> Open(BunitContext circuit)
    {
        circuit.Render<MudPopoverProvider>();
        var page = circuit.Render<TellingPage>();
        page.WaitForElement("form.telling");
        return page;
    }

    private static bool Says(IElement element, string what) => element.TextContent.Contains(what, StringComparison.Ordinal);

    private static string Said(IRenderedComponent<TellingPage> page) => page.Find(".telling-foot [role=status]").TextContent;
}
