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

    private SearchQuery(IReadOnlyList<IReadOnlyList<string>> terms) =>
        (Terms, key) = (terms, string.Join('\n', terms.Select(term => string.Join('\t', term))));

    /// <summary>All of them have to be found, of each any one way to write it.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Terms { get; }

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
                terms.AddRange(Folding.Words(part).Where(word => !word.IsJoined && !word.IsSign).Select(IReadOnlyList<string> (word) => [.. word.Spellings]));
            }
        AddNumber();
        if (terms.Count == 0)
            terms.AddRange(Folding.Words(text).Select(IReadOnlyList<string> (sign) => [sign.Plain]));
        return terms.Count == 0 ? null : new([.. terms.Take(MostTerms)]);

        void AddNumber()
        {
            if (number.Count > 0)
                terms.AddRange(PhoneDigits.Terms(number));
            number.Clear();
        }
    }

    public bool IsIn(string text)
    {
        foreach (var term in Terms)
            if (!term.Any(way => text.Contains(way, StringComparison.Ordinal)))
                return false;
        return true;
    }

    public bool Equals(SearchQuery? other) => key == other?.key;

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => key;
}
