using System.Globalization;
using System.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Values;

/// <summary>Text as it is read when a value is taken from it: what the eye cannot tell apart is the same.</summary>
internal static class VisibleText
{
    /// <summary>
    /// Without characters that nobody sees (zero-width, soft hyphens, marks of direction, variants of signs), every digit from 0 to 9,
    /// every dash a hyphen, every space a space; null when half a character is in it.
    /// </summary>
    internal static string? Plain(string text)
    {
        if (!PlainText.IsWhole(text))
            return null;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Seen(Seen(text).In(NormalizationForm.FormKC)).EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.DecimalDigitNumber: plain.Append((int)Rune.GetNumericValue(rune)); break;
                case UnicodeCategory.DashPunctuation: plain.Append('-'); break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.Control:
                    plain.Append(' '); break;
                default: plain.Append(rune.Value == '\u2212' ? "-" : rune.ToString()); break;
            }
        return plain.ToString().Trim();
    }

    /// <summary>Whether it is shown as nothing: of what Unicode calls default-ignorable, whatever has a character.</summary>
    internal static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
        or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    // Also before its form is made: between a letter and its mark it would keep them apart.
    private static string Seen(string text) => string.Concat(text.EnumerateRunes().Where(rune => !IsUnseen(rune)));
}
