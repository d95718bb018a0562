using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What a sentence loses to those above it, in words.</summary>
internal static class ShadowWords
{
    internal static IReadOnlyList<string> Of(
        IStringLocalizer<Texts> l, string sentence, IReadOnlyList<Shadow> all, IReadOnlyDictionary<string, int> numbers, string currency)
    {
        var shadows = all.Where(s => s.Commitment == sentence).ToList();
        return shadows.Find(s => s.IsWhole) is { } whole
            ? [l["Never reached: every such lead goes by sentence {0}.", numbers[whole.By]]]
            : [.. shadows.Select(s => l["{0}: by sentence {1}.", Capital(l.Some(s.Leads, currency)), numbers[s.By]].Value)];
    }

    private static string Capital(string text) => char.ToUpper(text[0], System.Globalization.CultureInfo.CurrentCulture) + text[1..];
}
