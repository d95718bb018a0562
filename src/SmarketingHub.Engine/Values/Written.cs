using System.Globalization;
using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Values;

/// <summary>Text as it is read when a value is taken from it: what the eye cannot tell apart is the same.</summary>
internal static class Written
{
    /// <summary>
    /// Without marks that nobody sees (zero-width, soft hyphens, marks of direction), every digit from 0 to 9, every dash a hyphen,
    /// every space a space; null when half a character is in it.
    /// </summary>
    internal static string? Plain(string text)
    {
        if (!PlainText.IsWhole(text))
            return null;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.In(NormalizationForm.FormKC).EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format: break;
                case UnicodeCategory.DecimalDigitNumber: plain.Append((int)Rune.GetNumericValue(rune)); break;
                case UnicodeCategory.DashPunctuation: plain.Append('-'); break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control: plain.Append(' '); break;
                default: plain.Append(rune.Value == '\u2212' ? "-" : rune.ToString()); break;
            }
        return plain.ToString().Trim();
    }
}
