using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Board;

/// <summary>The words that countdown.js fills in: {0} the promise or the figure, {1} the rest.</summary>
public sealed record ClockTexts(
    string Due, string Late, string Opens, string Paused, string Seconds, string Minutes, string Hours, string HoursMinutes)
{
    public static ClockTexts For(IStringLocalizer<Texts> l) => new(
        l["clock text: {0} {1}"], l["clock text: {0} · late {1}"], l["opens {0}"], l["paused until {0}"],
        l["{0}s"], l["{0}m"], l["{0}h"], l["{0}h {1}m"]);
}
