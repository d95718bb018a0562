using System.Text;

namespace SmarketingHub.Engine.Values;

/// <summary>Unicode's forms of any text. The framework refuses texts with U+FFFE, which is no character but may be sent.</summary>
internal static class UnicodeForms
{
    internal static string In(this string text, NormalizationForm form) => text.Replace('\uFFFE', '\uFFFD').Normalize(form);
}
