using Microsoft.Extensions.Localization;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>The words that late.js fills in, as reports write a time: "45 s", "40 min", "3 h 40 min", from 100 hours on "104 h".</summary>
/// <param name="Counting">{0} is how late it is.</param>
/// <param name="Nothing">Missed, and no open time has passed since.</param>
public sealed record LateTexts(string Counting, string Nothing, string Seconds, string Minutes, string Hours, string HoursMinutes)
{
    public static LateTexts For(IStringLocalizer<Texts> l) => new(
        l["{0} late and counting"], l["late, by no open time yet"], l["{0} s"], l["{0} min"], l["{0} h"], l["{0} h {1} min"]);
}
