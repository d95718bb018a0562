using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Tests.Telling;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Bell;

/// <summary>Who has the thing itself before them has looked: it is read in the bell, and nothing more tells of it.</summary>
public sealed class LooksTests : IAsyncLifetime
{
    private readonly Pigeons pigeons = new("mail");
    private ApiServer server = null!;
    private Person jana = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start(change: services => services.RemoveAll<IChannel>().AddSingleton<IChannel>(pigeons));
        jana = await server.Hire("Jana");
        await server.Admin.Put($"people/{jana.Id}/telling",
            """{"channels":[{"channel":"mail","tells":[{"topic":"handedOver","when":"ifNotLooked"}]}]}""");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Who_opens_the_lead_is_sent_no_mail_of_it_and_of_another_one_all_the_same()
    {
        var opened = await server.Offered("Nordwind", $"person:{jana.Id}");
        var other = await server.Offered("Otherco", $"person:{jana.Id}");
        await using var circuit = await server.Circuit(jana);
        circuit.Render<MudPopoverProvider>();
        circuit.Render<LeadDrawer>(p => p.Add(x => x.LeadId, opened).Add(x => x.Href, _ => ""));
        await server.Shows(() => Unread(NoticeKind.HandedToMe).Count == 1);

        Unread(NoticeKind.HandedToMe).ShouldBe([other]);
        await server.Pass(TimeSpan.FromMinutes(31));
        await server.Services.GetRequiredService<LetterSender>().SendDue();
        var text = pigeons.Given.ShouldHaveSingleItem().Message;
        string.Join(" ", text.Items.Select(item => item.Text)).ShouldContain("Otherco");
        string.Join(" ", text.Items.Select(item => item.Text)).ShouldNotContain("Nordwind");
    }

    [Fact]
    public async Task Who_opens_the_breach_desk_has_looked_at_the_deadlines_there_and_at_nothing_else()
    {
        var lead = await server.Offered("Nordwind", $"person:{jana.Id}");
        await server.Pass(TimeSpan.FromHours(5));
        Unread(NoticeKind.Breach).ShouldBe([lead]);
        await using var circuit = await server.Circuit(jana);
        circuit.Render<MudPopoverProvider>();
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo("breaches");
        circuit.Render<BreachesPage>();

        await server.Shows(() => Unread(NoticeKind.Breach).Count == 0);
        Unread(NoticeKind.HandedToMe).ShouldBe([lead]);
    }

    private List<long> Unread(NoticeKind kind)
    {
        using var rows = server.Rows();
        return [.. rows.Notices.Where(n => n.PersonId == jana.Id && n.ReadAt == null && n.Kind == kind).Select(n => n.LeadId!.Value)];
    }
}
