using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Agreements;

/// <summary>Agreements that are in force without being drafted and signed: the installation's, a partner's, the simulations'.</summary>
public static class AgreementCommands
{
    public static Agreement AddAgreement(this Write write, Agreement agreement)
    {
        write.WriteAgreement(agreement);
        return agreement;
    }

    /// <summary>A new version of an agreement, from a date on. The versions before it stay as they were.</summary>
    /// <exception cref="InvalidArgument">It would take effect in the past.</exception>
    public static AgreementVersion AddVersion(this Write write, long agreementId, AgreementVersion version)
    {
        if (write.Company.Agreements.Find(a => a.Id == agreementId) is not { } agreement)
            throw new NotFound($"There is no agreement {agreementId}.");
        if (version.EffectiveAt is not { } from || from < write.Now)
            throw new InvalidArgument("effectiveAt", "A version takes effect now or later, never in the past.");
        if (agreement.Versions.Find(v => v.EffectiveAt > version.EffectiveAt) is { } later)
            throw new InvalidArgument("effectiveAt",
                $"Version {later.Number} takes effect later, at {later.EffectiveAt}, and would undo this one: choose a date from then on.");
        if (agreement.Versions.Exists(v => v.EndsAt is not null))
            throw new InvalidArgument("effectiveAt", "The agreement was ended.");
        var numbered = version with
        {
            State = VersionState.Signed,
            Number = agreement.Versions.Max(v => v.Number) + 1,
            By = write.Actor.ToString(),
        };
        write.WriteAgreement(agreement with { Versions = agreement.Versions.Add(numbered) });
        return numbered;
    }
}
