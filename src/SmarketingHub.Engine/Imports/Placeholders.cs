using System.Collections.Frozen;

namespace SmarketingHub.Engine.Imports;

/// <summary>What programs write into a cell that has nothing: it is read as an empty one.</summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string> Signs = new[]
    {
        "#N/A", "#N/D", "#NA", "#NULL!", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "N/A",
        "(null)", "[null]", "<null>", "(none)", "[none]", "<none>", "--None--", "-None-", "\\N",
        "(blank)", "(empty)", "(no value)", "(not set)", "[not provided]", "-", "--", "---", "–", "—", "?",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Short = new[] { "n.a.", "n.a", "n/d" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // As programs write them, case by case: None may be a word.
    private static readonly FrozenSet<string> Words =
        new[] { "null", "NULL", "none", "nil", "NaN", "undefined" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The cell without the spaces around it; null when it says nothing. People and companies may be called Null.</summary>
    internal static string? Text(string field, string cell) =>
        cell.Trim() is not { Length: > 0 } text || Signs.Contains(text) ? null
        : field is not ("firstName" or "lastName" or Fields.Name or "company") && (Short.Contains(text) || Words.Contains(text)) ? null
        : text;
}
