using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Features.Connected;

/// <summary>Tells of this page's line while it is up.</summary>
internal sealed class CircuitLine(Connections connections, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) =>
        connections.Enter(this, new((await authentication.GetAuthenticationStateAsync()).User.PersonId(), null, null));

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Leave();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => Leave();

    private Task Leave()
    {
        connections.Leave(this);
        return Task.CompletedTask;
    }
}
