using System.Collections.Immutable;
using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>What could not be carried out.</summary>
public enum TroubleKind
{
    /// <summary>A due point of a lead or of the company.</summary>
    Due,

    /// <summary>No backup could be made.</summary>
    NoBackup,

    /// <summary>Backups that are too old could not be removed.</summary>
    OldBackups,

    /// <summary>No export could be made.</summary>
    NoExport,

    /// <summary>Exports that are too old could not be removed.</summary>
    OldExports,
}

/// <summary>Something that was to be done by itself and could not be carried out.</summary>
/// <param name="Key">Of the lead, or of the company's own due point.</param>
/// <param name="Lead">Null: it is about no single lead.</param>
/// <param name="Tries">How often it was tried, one or more.</param>
/// <param name="What">Why, in words and without anybody's data; the log has the details.</param>
public sealed record Trouble(
    string Key, long? Lead, Instant Since, int Tries, Instant NextTry, Phrase What, TroubleKind Kind = TroubleKind.Due);

/// <summary>
/// What cannot be carried out, by a fault of ours, of the file or of a disk: passed over, so that nothing else waits for it,
/// tried again with growing pauses, and shown to administrators. Nothing is lost with the process: it is still due after a restart.
/// </summary>
public sealed class Troubles
{
    private static readonly Duration FirstPause = Duration.FromMinutes(1);
    private static readonly Duration LongestPause = Duration.FromHours(1);

    private readonly Lock gate = new();
    private ImmutableDictionary<string, Trouble> all = ImmutableDictionary<string, Trouble>.Empty;

    /// <summary>Something failed, or is mended. Handlers must be quick and not throw.</summary>
    public event Action? Changed;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<Trouble> All => [.. all.Values.OrderBy(t => t.Since).ThenBy(t => t.Key, StringComparer.Ordinal)];

    internal ImmutableHashSet<long> Leads { get; private set; } = [];

    internal bool Has(string key) => all.ContainsKey(key);

    internal IEnumerable<Trouble> ToTry(Instant now) => All.Where(t => t.Kind == TroubleKind.Due && t.NextTry <= now);

    /// <summary>It is passed over from now on, and tried again after a pause that grows with each try.</summary>
    public void Failed(string key, long? lead, Exception error, Instant now)
    {
        Failed(key, lead, TroubleKind.Due,
            $"A fault of the program, or of what is stored ({error.GetType().Name}): the server's log says more.", now);
    }

    /// <summary>Something else that is done by itself failed; whoever does it tries it again when the pause is over.</summary>
    public void Failed(string key, TroubleKind kind, Phrase what, Instant now) => Failed(key, null, kind, what, now);

    private void Failed(string key, long? lead, TroubleKind kind, Phrase what, Instant now)
    {
        lock (gate)
        {
            var (since, tries) = all.GetValueOrDefault(key) is { } before ? (before.Since, before.Tries + 1) : (now, 1);
            var pause = Duration.Min(LongestPause, FirstPause * Math.Pow(2, Math.Min(tries - 1, 10)));
            Leads = lead is { } id ? Leads.Add(id) : Leads;
            all = all.SetItem(key, new(key, lead, since, tries, now + pause, what, kind));
        }
        Changed?.Invoke();
    }

    internal void Mended(string key)
    {
        lock (gate)
        {
            if (!all.TryGetValue(key, out var mended))
                return;
            Leads = mended.Lead is { } id ? Leads.Remove(id) : Leads;
            all = all.Remove(key);
        }
        Changed?.Invoke();
    }
}
