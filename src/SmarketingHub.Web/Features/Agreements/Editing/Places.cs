namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>Puts fields into a sentence, wherever the language has them.</summary>
internal static class Places
{
    /// <param name="text">With places <c>{0}</c> to <c>{9}</c>.</param>
    /// <param name="fields">A null leaves its place empty.</param>
    internal static IReadOnlyList<Part> Fill(string text, IReadOnlyList<Part?> fields)
    {
        var (parts, at) = (new List<Part>(), 0);
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', at))
        {
            if (open > at)
                parts.Add(new(text[at..open]));
            if (fields[text[open + 1] - '0'] is { } field)
                parts.Add(field);
            at = open + 3;
        }
        if (at < text.Length)
            parts.Add(new(text[at..]));
        return parts;
    }
}
