using System.Globalization;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>A person's addresses, found in a text in every spelling that is the same address, and in no longer one.</summary>
internal sealed class MailTraces
{
    private static readonly char[] Between = [.. " ,;<>()[]{}\"'`|\\\t\r\n"];

    // Between what names an address, or another one, and the address: "email:ana@x.com", "ana@x.com/bo@x.com".
    private static readonly char[] Within = [.. ":/=?&"];

    private static readonly IdnMapping Idn = new();

    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    // What older versions kept as an address and is none.
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    internal void Add(string mail)
    {
        if (Emails.Key(mail) is { } key)
            keys.Add(key);
        else
            texts.Add(TraceText.Folded(mail));
    }

    internal bool AreIn(string cell)
    {
        if (keys.Count > 0 && (cell.Contains('@') || cell.Contains('%') || cell.Contains('\uFF20') || cell.Contains('\uFE6B')))
            foreach (var candidate in Candidates(TraceText.Plain(cell)))
                if (Emails.Key(candidate) is { } key && keys.Contains(key)
                    || Emails.Key(Uri.UnescapeDataString(candidate)) is { } escaped && keys.Contains(escaped))
                    return true;
        return texts.Count > 0 && TraceText.Folded(cell) is var folded && texts.Any(text => TraceText.Stands(text, folded));
    }

    /// <summary>The parts of a domain between points and hyphens but the last, in their own letters; also each whole label.</summary>
    internal static IEnumerable<string> LabelsOf(string domain)
    {
        var labels = TraceText.Folded(Unicode(domain)).Split('.')[..^1];
        return labels.Concat(labels.SelectMany(TraceText.Words));
    }

    private static IEnumerable<string> Candidates(string plain)
    {
        yield return plain;
        foreach (var token in plain.Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return token;
            foreach (var part in token.Split(Within, StringSplitOptions.RemoveEmptyEntries))
                yield return part;
        }
    }

    private static string Unicode(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            // What begins like a coded domain need not be one.
            return domain;
        }
    }
}
