using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Engine.Partners;

/// <summary>A new partner and the agreement with it.</summary>
public static class PartnerCommands
{
    /// <summary>A partner's party and its agreement from the template, in force at once.</summary>
    public static Agreement AddPartner(this Write write, string? name, string giver)
    {
        if (write.Actor.Role != Role.Admin)
            throw new NotAllowed("Only administrators add a partner.");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 60)
            throw new InvalidArgument("name", "A name of 1 to 60 characters.");
        var key = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var party = new Party(
            $"partner:{(key.Length == 0 ? write.NextId().ToString(System.Globalization.CultureInfo.InvariantCulture) : key)}", name.Trim(),
            PartyKind.Partner);
        if (write.Company.Parties.ContainsKey(party.Key))
            throw new InvalidArgument("name", $"There is a partner {write.Company.PartyName(party.Key)} already.");
        var calendar = write.Company.Calendars.Keys.Where(c => c.Id == StarterAgreements.Office).MaxBy(c => c.Version)
            ?? write.Company.Calendars.Keys.First();
        write.AddParty(party);
        return write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), giver, party, write.Now, calendar));
    }
}
