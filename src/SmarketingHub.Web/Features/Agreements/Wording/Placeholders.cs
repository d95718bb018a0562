namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>Puts fields into a sentence, wherever the language has them.</summary>
internal static class Placeholders
{
    /// <param name="text">With places <c>{0}</c> to <c>{9}</c>.</param>
    /// <param name="words">What words between them become.</param>
    /// <param name="fields">A null leaves its place empty.</param>
    internal static List<T> Fill<T>(string text, Func<string, T> words, IReadOnlyList<T?> fields) where T : class
    {
        var (parts, at) = (new List<T>(), 0);
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', at))
        {
            if (open > at)
                parts.Add(words(text[at..open]));
            if (fields[text[open + 1] - '0'] is { } field)
                parts.Add(field);
            at = open + 3;
        }
        if (at < text.Length)
            parts.Add(words(text[at..]));
        return parts;
    }
}
