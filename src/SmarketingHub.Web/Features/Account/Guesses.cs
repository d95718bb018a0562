using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Features.Account;

/// <summary>
/// How many passwords may be guessed: at one account from anywhere, and from one network at any accounts. Beyond that each further guess
/// has to wait longer. What is counted is what was typed, whether there is such an account or not, so that nobody learns which there are.
/// It writes nothing: guessing keeps no one from working.
/// </summary>
public sealed class Guesses(TimeProvider time)
{
    /// <summary>Accounts and networks that are remembered at once.</summary>
    public const int Most = 20_000;

    // One wrong guess less an hour, or every five minutes: many share a network.
    private static readonly Limit OfAccount = new(5, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    private static readonly Limit OfNetwork = new(20, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tried> tried = new(StringComparer.Ordinal);
    private readonly long began = time.GetTimestamp();

    /// <summary>
    /// Before a password is looked at: counts as a wrong one until <see cref="Right"/> says otherwise, so that many at once are no way
    /// around it.
    /// </summary>
    /// <param name="account">The address that was typed.</param>
    /// <returns>Null: go on. Else how long to wait; nothing was counted.</returns>
    public TimeSpan? Try(string account, IPAddress? from)
    {
        var now = time.GetElapsedTime(began);
        lock (gate)
        {
            var (one, other) = (Of(Account(account)), Of(Network(from)));
            var until = one.Until > other.Until ? one.Until : other.Until;
            if (until > now)
                return until - now;
            if (tried.Count >= Most)
                Trim(now);
            tried[Account(account)] = one.Next(OfAccount, now);
            tried[Network(from)] = other.Next(OfNetwork, now);
            return null;
        }
    }

    /// <summary>It was the right one: the account begins anew, the network has guessed once less.</summary>
    public void Right(string account, IPAddress? from)
    {
        lock (gate)
        {
            tried.Remove(Account(account));
            if (tried.TryGetValue(Network(from), out var network))
                tried[Network(from)] = network with { Count = Math.Max(0, network.Count - 1), Until = default };
        }
    }

    /// <summary>The account has another password: nothing that was guessed at the old one counts.</summary>
    public void Forgive(string account)
    {
        lock (gate)
            tried.Remove(Account(account));
    }

    public int Remembered
    {
        get
        {
            lock (gate)
                return tried.Count;
        }
    }

    private Tried Of(string key) => tried.GetValueOrDefault(key) ?? new(0, default, default);

    // Those go that say least: what is not waited for, the oldest first.
    private void Trim(TimeSpan now)
    {
        foreach (var (key, _) in tried.OrderBy(t => t.Value.Until > now).ThenBy(t => t.Value.At).Take(Most / 4).ToList())
            tried.Remove(key);
    }

    // By the name that sign-in looks up, in whatever spelling it was typed; as long as any, however long that was.
    private static string Account(string typed) =>
        "account " + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(LoginNames.Of(typed.Trim()))));

    // Whoever has an IPv6 address has at least a /64 of them.
    internal static string Network(IPAddress? from) => "network " + (from switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => from.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8)),
        _ => from.ToString(),
    });

    /// <param name="Free">Guesses without a pause.</param>
    /// <param name="First">The pause after the last of them; each further guess doubles it.</param>
    /// <param name="Forgiven">In so long one guess is forgotten.</param>
    private sealed record Limit(int Free, TimeSpan First, TimeSpan Forgiven);

    private sealed record Tried(int Count, TimeSpan At, TimeSpan Until)
    {
        internal Tried Next(Limit limit, TimeSpan now)
        {
            var count = Math.Max(0, Count - (int)Math.Min(int.MaxValue, (now - At) / limit.Forgiven)) + 1;
            var beyond = count - limit.Free;
            var pause = beyond < 0 ? TimeSpan.Zero : beyond > 10 ? LongestPause : limit.First * (1 << beyond);
            return new(count, now, now + (pause < LongestPause ? pause : LongestPause));
        }
    }
}
