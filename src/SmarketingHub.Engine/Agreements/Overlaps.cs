using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Agreements;

/// <summary>Two agreements between the same parties that would claim the same leads with equal right.</summary>
public static class Overlaps
{
    /// <summary>Another agreement whose scope a lead could fit too, and which asks as much; null: none is in force then or later.</summary>
    public static Agreement? Find(Company company, Agreement agreement, Condition scope, Instant from) =>
        company.Agreements.Find(other => other.Id != agreement.Id
            && other.IsBetween(agreement.Giver, agreement.Receiver)
            && OfThenOrLater(other, from).Any(v => v.Scope.CriteriaCount == scope.CriteriaCount && v.Scope.Overlaps(scope)));

    private static IEnumerable<AgreementVersion> OfThenOrLater(Agreement agreement, Instant from) =>
        agreement.Versions.Where(v => v.EffectiveAt > from && !(v.EndsAt <= v.EffectiveAt) || v == agreement.InForce(from));
}
