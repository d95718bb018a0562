using System.Globalization;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Statistics;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Reports.Compliance;

/// <summary>Compliance as people read it.</summary>
public static class ComplianceWords
{
    public static string Name(this IStringLocalizer<Texts> l, ComplianceBy by) => l[by switch
    {
        ComplianceBy.Commitment => "Commitment",
        ComplianceBy.Party => "Party",
        ComplianceBy.Team => "Team",
        ComplianceBy.Person => "Person",
        ComplianceBy.Source => "Source",
        ComplianceBy.Campaign => "Campaign",
        ComplianceBy.Grade => "Grade",
        ComplianceBy.Country => "Country",
        ComplianceBy.Agreement => "Agreement",
        _ => "Week",
    }];

    /// <summary>"80%": along an axis.</summary>
    public static string Whole(double share) => (share + 0.0).ToString("P0", CultureInfo.CurrentCulture);

    public static string Name(this IStringLocalizer<Texts> l, PromiseCount count) => l[count switch
    {
        PromiseCount.Met => "Met",
        PromiseCount.Breached => "Breached",
        PromiseCount.Excused => "Excused",
        PromiseCount.Corrected => "Corrected",
        PromiseCount.Paused => "Paused",
        PromiseCount.Void => "Void",
        PromiseCount.Running => "Running",
        PromiseCount.Uncovered => "Uncovered",
        PromiseCount.Decided => "Decided",
        _ => "All",
    }];

    public static string Definition(this IStringLocalizer<Texts> l, PromiseCount count) => count switch
    {
        PromiseCount.Met => l["What was promised was done in time."],
        PromiseCount.Breached => l["It was not done in time, and nobody has excused it."],
        PromiseCount.Excused => l["Breached, and the other side excused it with a reason: in no share, and always shown."],
        PromiseCount.Corrected => l["Of the met ones: breached until late evidence showed that it had been done in time."],
        PromiseCount.Paused => l["Held now, so not judged yet."],
        PromiseCount.Void => l["Nobody owed it any more before it was due."],
        PromiseCount.Running => l["Not due yet."],
        PromiseCount.Decided => l["Met and breached together: what the share is of."],
        PromiseCount.All => l["A promise belongs to the period in which it started. Each round of a ladder is a promise of its own."],
        _ => l["It was called for, and no commitment of any agreement covers the lead."],
    };

    /// <summary>What an item is called.</summary>
    public static string Label(this IStringLocalizer<Texts> l, ComplianceItem item, ComplianceBy by, Company known)
    {
        if (item.Key.Length == 0)
            return by switch
            {
                ComplianceBy.Commitment or ComplianceBy.Agreement => l["Uncovered"],
                ComplianceBy.Person => l["in the queue"],
                _ => l["without one"],
            };
        return by switch
        {
            ComplianceBy.Commitment => l.Commitment(item, known),
            ComplianceBy.Party => l.Party(known, item.Key),
            ComplianceBy.Team => known.Teams.GetValueOrDefault(item.Key)?.Name ?? item.Key,
            ComplianceBy.Person => l.Person(known, Id(item)) is { Length: > 0 } name ? name : item.Key,
            ComplianceBy.Source => l.Source(item.Key),
            ComplianceBy.Country => CountryNames.Of(item.Key),
            ComplianceBy.Agreement => known.Agreements.Find(a => a.Id == item.Agreement)?.Name ?? item.Key,
            _ => item.Key,
        };
    }

    public static string Name(this IStringLocalizer<Texts> l, FunnelZone zone) => zone switch
    {
        FunnelZone.Inside => l["as chance alone would have it"],
        FunnelZone.Beyond95 => l["outside the 95% limits"],
        _ => l["outside the 99.8% limits"],
    };

    public static string Name(this IStringLocalizer<Texts> l, ChangeFactor factor) => factor switch
    {
        ChangeFactor.Mix => l["Mix"],
        ChangeFactor.Version => l["Version of the agreement"],
        ChangeFactor.Load => l["Volume against capacity"],
        _ => l["Rate"],
    };

    public static string Definition(this IStringLocalizer<Texts> l, ChangeFactor factor) => factor switch
    {
        ChangeFactor.Mix => l["Other promises, sources and grades than before. What one period has none of is taken as the rest of it."],
        ChangeFactor.Version =>
            l["Judged by another version of the agreement. A version that judged one period alone is taken to be kept in both as it was "
                + "there."],
        ChangeFactor.Load =>
            l["How many open promises the person had when one started: none, 1 to 4, 5 to 9, 10 to 19, 20 or more; or nobody had it yet."],
        _ => l["Promises alike in all of these were kept more or less often."],
    };

    /// <summary>What a part says; of none that there is none.</summary>
    public static string Said(this IStringLocalizer<Texts> l, ChangeFactor factor, int tenths) => (factor, Math.Sign(tenths)) switch
    {
        (_, 0) => l["no part"],
        (ChangeFactor.Mix, < 0) => l["more of what is kept less often"],
        (ChangeFactor.Mix, _) => l["more of what is kept more often"],
        (ChangeFactor.Version, < 0) => l["by the terms of the new version less is kept"],
        (ChangeFactor.Version, _) => l["by the terms of the new version more is kept"],
        (ChangeFactor.Load, < 0) => l["more fell where, with so much open, less is kept"],
        (ChangeFactor.Load, _) => l["more fell where, with so much open, more is kept"],
        (_, < 0) => l["the like was kept less often"],
        _ => l["the like was kept more often"],
    };

    private static string Commitment(this IStringLocalizer<Texts> l, ComplianceItem item, Company known)
    {
        if (known.Agreements.Find(a => a.Id == item.Agreement) is not { } agreement)
            return item.Key;
        var version = agreement.Versions.LastOrDefault(v => v.State == VersionState.Signed && v.Commitment(item.Key) is not null);
        var sentence = version?.Commitment(item.Key) is { } commitment ? l.Sentence(commitment, known) : item.Key;
        return known.Agreements.Count > 1 ? $"{sentence} ({agreement.Name})" : sentence;
    }

    private static long? Id(ComplianceItem item) => long.TryParse(item.Key, CultureInfo.InvariantCulture, out var id) ? id : null;
}
