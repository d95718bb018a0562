using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Values;

/// <summary>
/// How external ids are compared: system and type without regard to case, the id with its case, all in Unicode's composed form
/// and without spaces around. Salesforce's two forms of one record id, of 15 and of 18 characters, are one.
/// </summary>
public static class ExternalKeys
{
    private const int Short = 15;
    private const int Long = 18;
    private const string Checksums = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public static string Of(ExternalRef external) =>
        $"{Escaped(Clean(external.System).ToLowerInvariant())}/{Escaped(Clean(external.Type)
            .ToLowerInvariant())}/{IdOf(Clean(external.Id))}";

    private static string Clean(string text) => text.In(NormalizationForm.FormC).Trim();

    // A slash in a system's name is none between it and the type.
    private static string Escaped(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    /// <summary>
    /// The 15 characters of a record id with 18, whose last three say which of the others are capitals.
    /// Where a system lost the case of all of them, they say it again; where case and checksum contradict each other, it is no such id.
    /// </summary>
    private static string IdOf(string id)
    {
        if (id.Length != Long || !id.All(char.IsAsciiLetterOrDigit))
            return id;
        var (head, sum) = (id[..Short], id[Short..].ToUpperInvariant());
        if (!sum.All(Checksums.Contains))
            return id;
        var isCapital = Enumerable.Range(0, Short).Select(at => (Checksums.IndexOf(sum[at / 5]) >> (at % 5) & 1) == 1).ToArray();
        if (head.Where((c, at) => isCapital[at] && !char.IsAsciiLetter(c)).Any())
            return id;
        var right = string.Concat(head.Select((c, at) => isCapital[at] ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
        var lostItsCase = id == id.ToLowerInvariant() || id == id.ToUpperInvariant();
        return lostItsCase || id == right + sum ? right : id;
    }
}
