using System.Text;

namespace SmarketingHub.Domain;

/// <summary>
/// Unicode's forms of any text. The framework refuses texts with U+FFFE, which is no character, and with halves of characters;
/// both may be sent, and stand in what older versions kept.
/// </summary>
public static class UnicodeForms
{
    /// <summary>The text in this form, with U+FFFD in the place of what has none. Never throws.</summary>
    public static string In(this string text, NormalizationForm form)
    {
        var given = text.Replace('\uFFFE', '\uFFFD');
        return (PlainText.IsWhole(given) ? given : string.Concat(given.EnumerateRunes())).Normalize(form);
    }
}
