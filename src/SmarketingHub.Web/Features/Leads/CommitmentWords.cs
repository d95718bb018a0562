using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>A commitment as a sentence.</summary>
public static class CommitmentWords
{
    public static string Sentence(this IStringLocalizer<Texts> l, Commitment c, Company company)
    {
        var party = l.Party(company, c.OwedBy);
        var target = l.Length(c.Target);
        string said = c.Promise switch
        {
            Promise.Decide => l["{0} makes ready, nurtures or disqualifies every lead within {1}.", party, target],
            Promise.Accept => l["{0} accepts or returns every offered lead within {1}.", party, target],
            Promise.Touch when c.Starts == StartsAt.Receipt => l["{0} makes the first attempt within {1} of receipt.", party, target],
            Promise.Touch => l["{0} makes the first attempt within {1} of acceptance.", party, target],
            Promise.Effort => l["{0} tries each accepted lead {1} times in {2}, unless reached.", party, c.Attempts, target],
            _ => l["{0} answers every return within {1}.", party, target],
        };
        if (c.TargetFromOpening is { } opening)
            said += " " + l["In closed time: within {0} of opening.", l.Length(opening)];
        return said;
    }

    /// <summary>Business time: "4 business hours", "1 business day".</summary>
    public static string Length(this IStringLocalizer<Texts> l, BusinessDuration length)
    {
        var parts = new List<string>();
        if (length.Days > 0)
            parts.Add(length.Days == 1 ? l["1 business day"] : l["{0} business days", length.Days]);
        if (length.Time > Duration.Zero)
            parts.Add(length.Time == Duration.FromHours(1) ? l["1 business hour"]
                : length.Time.TotalHours % 1 == 0 ? l["{0} business hours", (long)length.Time.TotalHours]
                : Math.Round(length.Time.TotalMinutes) is 1 ? l["1 business minute"]
                : l["{0} business minutes", (long)Math.Round(length.Time.TotalMinutes)]);
        return string.Join(" ", parts);
    }

    /// <summary>"3 h 40 min".</summary>
    public static string Length(this IStringLocalizer<Texts> l, Duration length)
    {
        var minutes = (long)Math.Round(length.TotalMinutes);
        return minutes < 60 ? l["{0} min", minutes]
            : minutes % 60 == 0 ? l["{0} h", minutes / 60]
            : l["{0} h {1} min", minutes / 60, minutes % 60];
    }
}
