using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Words;

/// <summary>A commitment as a sentence.</summary>
public static class CommitmentWords
{
    public static string Sentence(this IStringLocalizer<Texts> l, Commitment c, Company company) => Stopped(l.Said(c, company));

    // A length may end with an abbreviation, whose stop is the sentence's too: "4 godz. rob."
    private static string Stopped(string said) => said.Replace("..", ".");

    private static string Said(this IStringLocalizer<Texts> l, Commitment c, Company company)
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

    /// <summary>
    /// The sentence of a commitment that is known by its id, without a full stop: as the version said it, or as the last one does that was
    /// signed. Null: no version has it that is known here.
    /// </summary>
    public static string? Sentence(
        this IStringLocalizer<Texts> l, Company known, long? agreement, string? commitment, int? version = null)
    {
        if (commitment is null || known.Agreements.Find(a => a.Id == agreement) is not { } of)
            return null;
        var said = version is { } number ? of.Version(number)?.Commitment(commitment) : null;
        said ??= of.Versions.LastOrDefault(v => v.State == VersionState.Signed && v.Commitment(commitment) is not null)
            ?.Commitment(commitment);
        return said is null ? null : Stopped(l.Said(said, known)[..^1]);
    }

    /// <summary>As the version of then said it; what is not known any more, by its kind.</summary>
    public static string Sentence(this IStringLocalizer<Texts> l, WhichPromise which, Company known) =>
        l.Sentence(known, which.Agreement, which.Commitment, which.Version) ?? l.What(which.Promise);

    /// <summary>"First attempt": what promises of a kind are about.</summary>
    public static string What(this IStringLocalizer<Texts> l, Promise promise) => l[promise switch
    {
        Promise.Decide => "Decide on new leads",
        Promise.Accept => "Accept or return",
        Promise.Touch => "First attempt",
        Promise.Effort => "All attempts",
        _ => "Answer a return",
    }];

    /// <summary>
    /// Its sentence with places for which leads (0), how often (1), within what (2), and what it counts from or on which days (3).
    /// </summary>
    public static string Template(this IStringLocalizer<Texts> l, Promise promise) => l[promise switch
    {
        Promise.Decide => "Make ready, nurture or disqualify {0} within {2} of receipt.",
        Promise.Accept => "Accept or return {0} within {2} of the hand-off.",
        Promise.Touch => "Make the first attempt at {0} within {2}; it {3}.",
        Promise.Effort => "Try to reach {0} at least {1} within {2} of acceptance, {3}.",
        _ => "Answer the return of {0} within {2}.",
    }];

    /// <summary>"Accepted in time".</summary>
    public static string InTime(this IStringLocalizer<Texts> l, Promise promise) => l[promise switch
    {
        Promise.Decide => "Decided in time",
        Promise.Accept => "Accepted in time",
        Promise.Touch => "First attempt in time",
        Promise.Effort => "Full effort in time",
        _ => "Answered in time",
    }];

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
