using System.Globalization;
using System.Text;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>Any text, whoever wrote it, as it is searched for traces of a person.</summary>
internal static class TraceText
{
    /// <summary>As values are read from it, also where half a character is in it.</summary>
    internal static string Plain(string text) => VisibleText.Plain(text) ?? VisibleText.Plain(string.Concat(text.EnumerateRunes())) ?? "";

    /// <summary>In one case and one composition, without what is not seen.</summary>
    internal static string Folded(string text) => string.Concat(text.In(NormalizationForm.FormKC)
        .Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format)).Trim().ToLowerInvariant();

    internal static IEnumerable<string> Words(string folded) =>
        folded.Split([.. folded.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it stands there by itself, and not as a part of a longer word.</summary>
    internal static bool Stands(string what, string folded)
    {
        if (what.Length == 0)
            return false;
        for (var at = folded.IndexOf(what, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(what, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetterOrDigit(folded[at - 1]))
                && (at + what.Length == folded.Length || !char.IsLetterOrDigit(folded[at + what.Length])))
                return true;
        return false;
    }
}
