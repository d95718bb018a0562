using System.Collections.Frozen;

namespace SmarketingHub.Engine.Imports;

/// <summary>What programs write into a cell that has nothing: it is read as an empty one, in every field.</summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string> All = new[]
    {
        "#N/A", "#N/D", "#NA", "#NULL!", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!",
        "N/A", "n.a.", "N.A", "n/d", "NaN", "null",
        "(null)", "[null]",
        "<null>", "nil", "none", "(none)", "[none]", "<none>", "--None--", "-None-", "undefined", "\\N",
        "(blank)", "(empty)", "(no value)",
        "(not set)",
        "[not provided]", "-", "--", "---", "–", "—", "?",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The cell without the spaces around it; null when it says nothing.</summary>
    internal static string? Text(string cell) => cell.Trim() is { Length: > 0 } text && !All.Contains(text) ? text : null;
}
