namespace SmarketingHub.Domain;

/// <summary>
/// What may be kept as a text, so that it comes out everywhere as it went in: half a character would not, in any encoding.
/// </summary>
public static class PlainText
{
    /// <summary>Names, sources, products, other systems' ids: in UTF-16 units.</summary>
    public const int LongestWord = 200;

    /// <summary>Notes and reasons, in UTF-16 units.</summary>
    public const int LongestWords = 20_000;

    /// <summary>What is kept of a row of a file, in UTF-16 units: all that a row may hold, and why it is not in the lead.</summary>
    public const int LongestRow = 16 * 1024 * 1024;

    /// <exception cref="InvalidArgument">Longer than that, or with half a character in it. Names the field.</exception>
    public static void Check(string? text, string field, int longest = LongestWord)
    {
        if (text is null)
            return;
        if (text.Length > longest)
            throw new InvalidArgument(field, $"At most {longest} characters.");
        if (!IsWhole(text))
            throw new InvalidArgument(field, "Half a character (a lone surrogate) is in it; send text.");
    }

    /// <summary>Whether no half of a character is in it.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
                return false;
        return true;
    }
}
