using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.DueTimes;
using SmarketingHub.Web.Features.DueTimes;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.DueTimes;

public sealed class AddressRemovedTests
{
    [Fact]
    public async Task The_address_is_removed_once_it_is_asked_for_and_confirmed_and_its_time_says_in_which_zone()
    {
        await using var server = await ApiServer.Start();
        var ben = await server.Hire("Ben");
        await server.Services.GetRequiredService<Door>().Do(Actor.Of(ben), write => write.MakeDueFeed(hasAlarms: false));
        await using var circuit = await server.Circuit(ben);
        circuit.Render<MudPopoverProvider>();
        var dialogs = circuit.Render<MudDialogProvider>();
        await dialogs.InvokeAsync(() => circuit.Services.GetRequiredService<IDialogService>().ShowAsync<DueFeedDialog>());
        dialogs.WaitForAssertion(() => dialogs.Find("[role=status]").TextContent.ShouldContain($"({server.Live.Company.TimeZone})"));

        await Press("Remove the address");
        dialogs.Find("[role=alert]").TextContent.ShouldStartWith("Remove the address?");
        await Press("Keep it");
        dialogs.FindAll("[role=alert]").ShouldBeEmpty();
        Kept().ShouldBe(1);
        await Press("Remove the address");
        await Press("Remove it");

        dialogs.WaitForAssertion(() => Buttons().ShouldContain(button => button.TextContent.Trim() == "Make an address"));
        Kept().ShouldBe(0);

        IReadOnlyList<IElement> Buttons() => dialogs.FindAll(".mud-dialog-actions button");

        Task Press(string says) =>
            dialogs.InvokeAsync(() => Buttons().Single(button => button.TextContent.Trim() == says).ClickAsync(new()));

        int Kept()
        {
            using var rows = server.Rows();
            return rows.DueFeeds.Count();
        }
    }
}
