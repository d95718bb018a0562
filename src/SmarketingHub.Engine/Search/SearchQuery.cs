namespace SmarketingHub.Engine.Search;

/// <summary>
/// What is searched for: words in any order, each a part of one in the names, the title, the mail address or the company, or a phone
/// number however it is written. The board's filter, the API's list and the search box ask by it alike.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Words behind these are not looked at.</summary>
    public const int MostTerms = 8;

    private readonly string key;
    private readonly string[][] terms;

    private SearchQuery(string[][] terms) =>
        (this.terms, key) = (terms, string.Join('\n', terms.Select(term => string.Join('\t', term))));

    /// <summary>All of them have to be found, of each any one way to write it.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Terms => terms;

    /// <summary>Null when nothing is asked.</summary>
    public static SearchQuery? Of(string? text)
    {
        var terms = new List<IReadOnlyList<string>>();
        var number = new List<string>();
        foreach (var part in Folding.Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (PhoneDigits.AreIn(part))
            {
                number.Add(part);
            }
            else
            {
                AddNumber();
                terms.AddRange(Folding.Words(part).Where(word => !word.IsJoined && !word.IsSign)
                    .Select(IReadOnlyList<string> (word) => [.. word.Spellings]));
            }
        AddNumber();
        if (terms.Count == 0)
            terms.AddRange(Folding.Words(text).Select(IReadOnlyList<string> (sign) => [sign.Plain]));
        return terms.Count == 0 ? null : new([.. terms.Take(MostTerms).Select(term => term.ToArray())]);

        void AddNumber()
        {
            if (number.Count > 0)
                terms.AddRange(PhoneDigits.Terms(number));
            number.Clear();
        }
    }

    // Asked of each card of the board: nothing is allocated.
    public bool IsIn(string text)
    {
        foreach (var term in terms)
            if (!HasAny(text, term))
                return false;
        return true;
    }

    private static bool HasAny(string text, string[] ways)
    {
        foreach (var way in ways)
            if (text.Contains(way, StringComparison.Ordinal))
                return true;
        return false;
    }

    public bool Equals(SearchQuery? other) => key == other?.key;

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => key;
}
