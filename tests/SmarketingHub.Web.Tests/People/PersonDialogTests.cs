using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.People;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;

namespace SmarketingHub.Web.Tests.People;

/// <summary>What the dialog says before somebody is deactivated.</summary>
public sealed class PersonDialogTests
{
    [Fact]
    public async Task It_says_what_moves_and_to_whom_and_another_can_be_chosen()
    {
        await using var server = await ApiServer.Start();
        var (boss, ana, ben) = (await server.Hire("Ida", Party.Marketing, Role.Admin), await server.Hire("Ana"), await server.Hire("Ben"));
        var lead = await server.Offered("Acme");
        await server.Services.GetRequiredService<Door>().Fire(Actor.Of(ana), lead, null, Trigger.Accept, TriggerArgs.None);
        await server.Offered("Brillo", $"person:{ana.Id}");
        await using var circuit = await server.Circuit(boss);
        await server.Shows(() => server.Live.Company.Person(ben.Id) is not null);
        circuit.Services.AddSingleton(server.Services.GetRequiredService<Passwords>());
        circuit.Render<MudPopoverProvider>();
        var dialogs = circuit.Render<MudDialogProvider>();
        await dialogs.InvokeAsync(() => circuit.Services.GetRequiredService<IDialogService>()
            .ShowAsync<PersonDialog>(null, new DialogParameters<PersonDialog> { { d => d.Person, ana } }));
        dialogs.FindAll("[role=status]").ShouldBeEmpty("nothing moves yet");

        dialogs.Find("input[type=checkbox]").Change(false);
        dialogs.Find("[role=status]").TextContent.ShouldBe("When you save, this goes into the queue. Leads: 1. Offers: 1.");
        await dialogs.InvokeAsync(() => dialogs.FindComponents<MudSelect<long?>>().Single().Instance.SelectOption(ben.Id));
        dialogs.Find("[role=status]").TextContent.ShouldBe("When you save, this goes to Ben. Leads: 1. Offers: 1.");

        dialogs.Find("form").Submit();
        await server.Shows(() => server.Live.Company.Person(ana.Id)!.Active == false);
        await server.Pass(TimeSpan.Zero);
        await using var rows = server.Rows();
        LeadReader.Load(rows, lead)!.Owner.ShouldBe(ben.Id);
    }
}
