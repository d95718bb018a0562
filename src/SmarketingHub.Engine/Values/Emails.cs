using System.Globalization;
using System.Text.RegularExpressions;

namespace SmarketingHub.Engine.Values;

/// <summary>Email addresses, taken out of what mail programs, web pages and tables put around them.</summary>
public static partial class Emails
{
    private const int Longest = 254;

    // What stands around an address in a list, a sentence or a cell.
    private const string Around = " ,.;:<>()[]{}\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb";

    // What no address is written with unquoted: two addresses, or an address and words.
    private const string Never = " ,;:<>()[]\"\\";

    private static readonly IdnMapping Idn = new();

    /// <summary>
    /// The address alone, as it was written: <c>ana@x.com</c> of <c>Ana &lt;mailto:ana@x.com&gt;,</c>; null when there is none.
    /// </summary>
    public static string? Clean(string? text) => Parts(text) is var (local, domain, _) ? $"{local}@{domain}" : null;

    /// <summary>The address as it is compared: lower case, the domain in ASCII (punycode); null when there is none.</summary>
    public static string? Key(string? text) => Parts(text) is var (local, _, ascii) ? $"{local.ToLowerInvariant()}@{ascii}" : null;

    /// <summary>The domain of an address or of its key, as it is compared.</summary>
    public static string? DomainOf(string? text) => Parts(text)?.Ascii;

    private static (string Local, string Domain, string Ascii)? Parts(string? text)
    {
        if (text is null || VisibleText.Plain(text) is not { } plain)
            return null;
        // A display name stands before the address, which is in angle brackets then. The name may be the address once more, but no other.
        if (plain.LastIndexOf('<') is >= 0 and var open)
        {
            var (before, inside) = (plain[..open], plain[(open + 1)..].Split('>')[0]);
            var around = before + plain[(open + 1 + inside.Length)..];
            if (Address().Matches(around) is { Count: > 0 } named
                && (named.Count > 1 || Key(before.Trim(Around.ToCharArray())) is not { } same || same != Key(inside)))
                return null;
            plain = inside;
        }
        plain = plain.Trim(Around.ToCharArray());
        if (plain.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            plain = Uri.UnescapeDataString(plain["mailto:".Length..].Split('?')[0]).Trim(Around.ToCharArray());
        var at = plain.LastIndexOf('@');
        if (at <= 0 || plain.IndexOf('@') != at || plain.Length > Longest || plain.AsSpan().IndexOfAny(Never) >= 0)
            return null;
        return Ascii(plain[(at + 1)..]) is { } ascii ? (plain[..at], plain[(at + 1)..], ascii) : null;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]@[\p{L}\p{N}]", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // Both forms of an international domain are one.
    private static string? Ascii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Contains('.') && ascii.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? ascii : null;
        }
        catch (ArgumentException)
        {
            // An empty label, or letters that no domain has.
            return null;
        }
    }
}
