using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>What is wrong with an argument, in the viewer's language.</summary>
public static class Wrongs
{
    /// <summary>Why something was not done: a wrong argument by what would be right.</summary>
    public static string Said(IStringLocalizer<Texts> l, Refusal refusal) => refusal switch
    {
        InvalidArgument wrong => l.Wrong(wrong),
        Stale => l["This was changed by somebody else meanwhile. Look at it first."],
        _ => l[refusal.Message],
    };

    /// <summary>Texts that hold what was typed cannot be translated as they are: the field's own text says what would be right.</summary>
    public static string Wrong(this IStringLocalizer<Texts> l, InvalidArgument refusal)
    {
        if (l[refusal.Message] is { ResourceNotFound: false } said)
            return said;
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en" && l[$"wrong: {refusal.Field}"] is { ResourceNotFound: false } general
            ? general : refusal.Message;
    }
}
