using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Housekeeping;

namespace SmarketingHub.Web.Features.Account;

/// <summary>
/// Sign-ins that were ended. A circuit may outlive its own, and a copy of the cookie its browser: by neither does anybody come in again,
/// also after a restart.
/// </summary>
public sealed class Sessions(Door door, IDbContextFactory<HubContext> contexts, TimeProvider time) : IHostedService
{
    internal const string Claim = "hub-session";

    // Since when; as long as a cookie of it could live.
    private readonly ConcurrentDictionary<string, Instant> ended = [];

    /// <summary>With the session that is over.</summary>
    public event Action<string>? Ended;

    /// <summary>Returns when it is on the disk.</summary>
    public async Task End(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(Claim) is not { } session)
            return;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        foreach (var (old, at) in ended)
            if (at < now - Housekeeper.EndedSessionsAreKept)
                ended.TryRemove(old, out _);
        ended[session] = now;
        Ended?.Invoke(session);
        // However long others wait: whoever was told that they are signed out is so, also after a restart.
        await door.DoPaced(Actor.System, write =>
        {
            if (write.Rows.EndedSessions.Find(session) is null)
                write.Rows.EndedSessions.Add(new() { Session = session, At = write.Now });
            return true;
        }, "SignOut");
    }

    public bool IsOver(ClaimsPrincipal user) => user.FindFirstValue(Claim) is { } session && ended.ContainsKey(session);

    /// <summary>Before the first request is answered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var session in rows.EndedSessions.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            ended[session.Session] = session.At;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
}
