using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>What is wrong with a calendar or a feed, in the viewer's language.</summary>
public static partial class CalendarWords
{
    /// <summary>Texts that hold what was typed cannot be translated as they are: the field's own text says what would be right, and a line stays named.</summary>
    public static string WrongIn(this IStringLocalizer<Texts> l, string field, string message)
    {
        if (l[message] is { ResourceNotFound: false } said)
            return said;
        var bare = field.Split('.', '[')[0];
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en")
            return message;
        if (Line().Match(message) is { Success: true } line)
            return l["Line {0} of the iCalendar text is wrong.", line.Groups[1].Value];
        return l[$"wrong: calendar {bare}"] is { ResourceNotFound: false } general ? general : message;
    }

    [GeneratedRegex(@"\ALine ([0-9]+): ")]
    private static partial Regex Line();
}
