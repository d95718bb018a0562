using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Words;

/// <summary>Why something was not done, in the viewer's language.</summary>
public static class RefusalTexts
{
    /// <summary>A refusal; a wrong argument by what would be right.</summary>
    public static string Said(this IStringLocalizer<Texts> l, Refusal refusal, Viewer viewer) =>
        refusal is Stale ? l["This was changed by somebody else meanwhile. Look at it first."] : l.Said(refusal.Said, viewer);

    /// <summary>With the moments in it as they are where the viewer is.</summary>
    public static string Said(this IStringLocalizer<Texts> l, Phrase phrase, Viewer viewer) =>
        l[phrase.Format, [.. phrase.Args.Select(arg => arg switch
        {
            Phrase inner => l.Said(inner, viewer),
            Instant at => viewer.Say(at),
            LocalDate day => viewer.Day(day),
            _ => arg!,
        })]];
}
