using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;

namespace SmarketingHub.Web.Features.Account;

/// <summary>Sign-ins that were ended: a circuit may outlive its own, and must not.</summary>
public sealed class Sessions
{
    internal const string Claim = "hub-session";

    private readonly ConcurrentDictionary<string, byte> ended = [];

    /// <summary>With the session that is over.</summary>
    public event Action<string>? Ended;

    /// <summary>A circuit dies with the process, so that this need not be kept longer.</summary>
    public void End(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(Claim) is not { } session)
            return;
        ended[session] = 0;
        Ended?.Invoke(session);
    }

    public bool IsOver(ClaimsPrincipal user) => user.FindFirstValue(Claim) is { } session && ended.ContainsKey(session);

    internal static void Begin(ClaimsPrincipal user)
    {
        if (user.Identity is ClaimsIdentity identity && identity.FindFirst(Claim) is null)
            identity.AddClaim(new(Claim, Guid.NewGuid().ToString("N")));
    }
}

public static class Claims
{
    /// <summary>The person that signed in; null for nobody.</summary>
    public static long? PersonId(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
