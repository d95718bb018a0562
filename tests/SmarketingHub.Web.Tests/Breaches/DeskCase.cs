using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Breaches;

/// <summary>A server of its own for each case at the breach desk.</summary>
public abstract class DeskCase : IAsyncLifetime
{
    private protected ApiServer server = null!;

    private protected Door Door => server.Services.GetRequiredService<Door>();

    public async ValueTask InitializeAsync() => server = await ApiServer.Start();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static (IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<BreachesPage> Page) Open(
        BunitContext circuit, string address = "breaches")
    {
        circuit.Render<MudPopoverProvider>();
        circuit.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return (circuit.Render<MudDialogProvider>(), circuit.Render<BreachesPage>());
    }

    /// <summary>The past comes after the list.</summary>
    private protected static bool IsRead(IRenderedComponent<BreachesPage> page) => page.FindAll(".desk-patterns").Count == 1;
}
