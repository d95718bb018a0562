using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account;

/// <summary>
/// Who is at this circuit. Asked again each minute, and over at once when the sign-in is:
/// in another tab somebody signs out, is deactivated, or changes the password.
/// </summary>
internal sealed class CircuitSignIn : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly IServiceScopeFactory scopes;
    private readonly LiveBoard live;
    private readonly Sessions sessions;

    public CircuitSignIn(ILoggerFactory log, IServiceScopeFactory scopes, LiveBoard live, Sessions sessions) : base(log)
    {
        (this.scopes, this.live, this.sessions) = (scopes, live, sessions);
        sessions.Ended += Leave;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    public override async Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var state = await base.GetAuthenticationStateAsync();
        return sessions.IsOver(state.User) ? Nobody : state;
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (live.Company.Person(user.PersonId()) is not { Active: true } || sessions.IsOver(user))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<Login>>().ValidateSecurityStampAsync(user) is not null;
    }

    protected override void Dispose(bool disposing)
    {
        sessions.Ended -= Leave;
        base.Dispose(disposing);
    }

    private async void Leave(string session)
    {
        try
        {
            if ((await base.GetAuthenticationStateAsync()).User.FindFirstValue(Sessions.Claim) == session)
                SetAuthenticationState(Task.FromResult(Nobody));
        }
        catch (InvalidOperationException)
        {
            // A circuit that is just coming up has no state yet, and will be asked for it.
            return;
        }
    }
}
