using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Wording;

/// <summary>Where a version stands on the page.</summary>
public enum Standing
{
    Draft,
    Proposed,
    Coming,
    InForce,
    Ended,
    Superseded,
    Discarded,
}

/// <summary>Where versions stand, in words.</summary>
public static class VersionWords
{
    public static Standing StandingOf(this Agreement agreement, AgreementVersion version, Instant now) => version.State switch
    {
        VersionState.Draft => Standing.Draft,
        VersionState.Proposed => Standing.Proposed,
        VersionState.Discarded => Standing.Discarded,
        _ => version.EffectiveAt > now ? Standing.Coming
            : version.EndsAt <= now ? Standing.Ended
            : agreement.InForce(now)?.Number == version.Number ? Standing.InForce : Standing.Superseded,
    };

    /// <summary>"Version 4 · proposed, waiting for Sales".</summary>
    public static string Badge(
        this IStringLocalizer<Texts> l, Agreement agreement, AgreementVersion version, Company company, Instant now) =>
        l["Version {0} · {1}", version.Number, l.Stands(agreement, version, company, now)];

    public static string Stands(
        this IStringLocalizer<Texts> l, Agreement agreement, AgreementVersion version, Company company, Instant now) =>
        agreement.StandingOf(version, now) switch
        {
            Standing.Proposed =>
                l["proposed, waiting for {0}",
                    string.Join($" {l["and"]} ", agreement.Missing(version).Select(party => l.Party(company, party)))],
            var standing => l[$"version: {standing.ToString().ToLowerInvariant()}"],
        };

    /// <summary>What one opens an agreement for: what is being written or waits, else what is in force, else the newest.</summary>
    public static AgreementVersion ToRead(this Agreement agreement, Instant now) =>
        agreement.Versions.FindLast(v => v.State is VersionState.Draft or VersionState.Proposed)
        ?? agreement.InForce(now)
        ?? agreement.Versions.FindLast(v => v.State != VersionState.Discarded)
        ?? agreement.Versions[^1];

    /// <summary>Nothing of it is in force, comes, or is being written.</summary>
    public static bool IsOver(this Agreement agreement, Instant now) =>
        agreement.Versions.TrueForAll(v => agreement.StandingOf(v, now) is Standing.Ended or Standing.Superseded or Standing.Discarded);

    /// <summary>"In force: version 3, since 1 September"; "not in force".</summary>
    public static string InForceLine(this IStringLocalizer<Texts> l, Agreement agreement, Viewer viewer, Instant now)
    {
        List<string> said = [agreement.InForce(now) is { } version
            ? l["In force: version {0}, since {1}", version.Number, viewer.Day(version.EffectiveAt!.Value)]
            : l["Not in force"]];
        if (agreement.Versions.FindLast(v => v.EffectiveAt > now) is { } coming)
            said.Add(l["version {0} takes effect on {1}", coming.Number, viewer.Say(coming.EffectiveAt!.Value)]);
        if (agreement.Versions.Find(v => v.EndsAt is not null) is { EndsAt: { } end })
            said.Add(end > now ? l["ends on {0}", viewer.Say(end)] : l["ended on {0}", viewer.Say(end)]);
        return string.Join(" · ", said);
    }
}
