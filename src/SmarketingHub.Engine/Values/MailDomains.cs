using System.Collections.Frozen;
using System.Text;

namespace SmarketingHub.Engine.Values;

/// <summary>
/// Domains whose addresses anybody can have, so that they say nothing of where somebody works: free mail, what internet and telephone
/// providers give their customers, throw-away addresses; in each provider's country forms, with all that is below them.
/// </summary>
/// <param name="own">This installation's own additions.</param>
/// <param name="companies">Domains that are a company's here, whatever the lists say.</param>
public sealed class MailDomains(IEnumerable<string> own, IEnumerable<string> companies)
{
    // 100,000 names as they stand in the file, sorted: as strings they would cost twenty times the memory.
    private static readonly Lazy<byte[]> Listed = new(() => Read("mail-domains.txt"));
    private static readonly Lazy<FrozenSet<string>> Also = new(() => Encoding.ASCII.GetString(Read("mail-domains-also.txt")).Split('\n')
        .ToFrozenSet(StringComparer.Ordinal));

    // In front of a country's two letters: co.uk, com.br, ne.jp.
    private static readonly FrozenSet<string> Second = FrozenSet.Create(StringComparer.Ordinal, "ac", "co", "com", "net", "org", "ne", "or",
        "in", "web");
    private static readonly FrozenSet<string> General = FrozenSet.Create(StringComparer.Ordinal, "com", "net", "org", "info", "biz");

    private readonly FrozenSet<string> own = Set(own);
    private readonly FrozenSet<string> companies = Set(companies);

    /// <summary>Only the kept lists.</summary>
    public static MailDomains BuiltIn { get; } = new([], []);

    /// <summary>
    /// Whether addresses of the domain, or of one above it, say nothing of a company. What is said of the nearest counts.
    /// </summary>
    /// <param name="domain">As addresses are compared: lower case, ASCII.</param>
    public bool IsAnybodys(string domain)
    {
        for (var below = domain; below.Contains('.'); below = below[(below.IndexOf('.') + 1)..])
            if (companies.Contains(below))
                return false;
            else if (own.Contains(below) || Also.Value.Contains(below) || IsListed(below) || IsProviders(below))
                return true;
        return false;
    }

    /// <summary>What somebody may write for a domain: itself, with an at sign or as an address; null when it is none.</summary>
    public static string? Plain(string text) => Emails.DomainOf("a@" + text[(text.LastIndexOf('@') + 1)..]);

    private static FrozenSet<string> Set(IEnumerable<string> domains) =>
        domains.Select(Plain).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    private static bool IsProviders(string domain) =>
        domain.Split('.') is [var provider, .. var ending] && Also.Value.Contains(provider) && ending switch
        {
            [var top] => top.Length == 2 || General.Contains(top),
            [var second, { Length: 2 }] => Second.Contains(second),
            _ => false,
        };

    private static bool IsListed(string domain)
    {
        ReadOnlySpan<byte> all = Listed.Value;
        var wanted = Encoding.ASCII.GetBytes(domain);
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var start = all[..((low + high) / 2)].LastIndexOf((byte)'\n') + 1;
            var line = all[start..][..all[start..].IndexOf((byte)'\n')];
            switch (line.SequenceCompareTo(wanted))
            {
                case 0: return true;
                case < 0: low = start + line.Length + 1; break;
                default: high = start; break;
            }
        }
        return false;
    }

    private static byte[] Read(string file)
    {
        using var lines = new StreamReader(typeof(MailDomains).Assembly.GetManifestResourceStream(file)!);
        return Encoding.ASCII.GetBytes(string.Concat(lines.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line + "\n")));
    }
}
