using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>Whether this circuit's browser is at the other end: a circuit outlives its line by minutes.</summary>
public sealed class CircuitConnection : CircuitHandler
{
    public bool IsUp { get; private set; } = true;

    public event Action? Changed;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Set(true);

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Set(false);

    private Task Set(bool isUp)
    {
        if (IsUp != isUp)
        {
            IsUp = isUp;
            Changed?.Invoke();
        }
        return Task.CompletedTask;
    }
}
