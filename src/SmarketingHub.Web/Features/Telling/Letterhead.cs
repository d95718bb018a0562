using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Resources;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Features.Telling;

/// <summary>What all messages have: their language, where links lead, how they are ended.</summary>
public sealed class Letterhead(IStringLocalizer<Texts> l, HubAddress address)
{
    public Uri At(string path) => address.Of(path);

    /// <summary>Where a test's link leads: it shows, and a press proves that it arrived.</summary>
    public Uri Proof(string token) => At($"told/arrived/{token}");

    /// <summary>Writes in the person's language.</summary>
    public T In<T>(LetterToWrite letter, Func<IStringLocalizer<Texts>, T> write)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var language = Texts.Languages.Contains(letter.Choices.Language) ? letter.Choices.Language : Texts.Languages[0];
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write(l);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>Where the person chooses what comes.</summary>
    public MessageLink Choices() => new(l["Choose what you are told"], At("telling"));

    /// <summary>Ends what comes by this channel.</summary>
    public MessageLink Stop(LetterToWrite letter) =>
        new(l["Nothing more by {0}", l.Channel(letter.Letter.Channel)], At($"told/stop/{letter.Reach.StopToken}"));

    /// <summary>An instant as the person reads it, in their zone.</summary>
    public static string Say(LetterToWrite letter, Instant at)
    {
        var local = at.InZone(letter.Choices.Zone(letter.Company.Zone)).LocalDateTime;
        return local.ToDateTimeUnspecified().ToString("ddd d MMM, HH:mm", CultureInfo.CurrentCulture);
    }

    public static string Day(LetterToWrite letter, Instant at) => at.InZone(letter.Choices.Zone(letter.Company.Zone)).Date
        .ToDateTimeUnspecified().ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture);
}
