using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Identities;

namespace SmarketingHub.Engine.Leads;

/// <summary>The one edit of a lead's person and company, for people, programs and imports.</summary>
internal static class Edits
{
    private static readonly string[] Identities = ["email", "phone", "company"];

    /// <summary>Changes the person, and says which company the lead and which new version of the person the event tells.</summary>
    /// <param name="cleared">The fields that are taken back, as the API names them.</param>
    /// <param name="country">The lead's, once it is edited.</param>
    /// <exception cref="InvalidArgument">The email is another person's, or the person is also on leads that the actor does not
    /// see.</exception>
    internal static (long? Account, TextRef? Profile) EditPerson(
        this Write write, Lead lead, Profile given, string? company, IReadOnlySet<string> cleared, string? country)
    {
        var contact = write.Lookups.Contact(lead.ContactId);
        var isCleared = cleared.Contains("company");
        // Of a person whom others know, too, nothing changes: nor is their number read anew by this lead's country.
        if (write.IsSharedBeyond(contact))
        {
            Profiles.RefuseChange(contact, given, cleared);
            return (isCleared ? null : Accounts.FindOrAdd(write, company)?.Id ?? lead.AccountId, null);
        }
        var profile = Profiles.Edit(write, contact, given, cleared, country, lead.Facts.Country);
        var named = isCleared ? null : Accounts.FindOrAdd(write, company)?.Id;
        // Else the person's next inquiry would bring the company back.
        if (isCleared && contact.AccountId == lead.AccountId)
            contact.AccountId = null;
        var hasMoved = named is not null && contact.AccountId is { } before && before != named;
        contact.AccountId = named ?? contact.AccountId;
        if (profile is not null || named is not null)
            Accounts.Learn(write, contact, hasMoved: hasMoved);
        return (isCleared ? null : named ?? lead.AccountId, profile);
    }

    /// <summary>A lead of nobody could never be found again: neither the edited one, nor another open one of its person.</summary>
    /// <param name="edited">As it is after the edit.</param>
    /// <exception cref="InvalidArgument">A field was taken back that is the last to say whose a lead is.</exception>
    internal static void RefuseNobody(this Write write, Lead edited, IReadOnlySet<string> cleared)
    {
        if (Identities.FirstOrDefault(cleared.Contains) is not { } field
            || write.Lookups.Contact(edited.ContactId) is not { Email: null, Phone: null })
            return;
        var others = write.Rows.Leads.Where(l => l.ContactId == edited.ContactId && l.Id != edited.Id && l.ClosedAt == null
            && l.AccountId == null).Select(l => l.Id).ToList();
        foreach (var lead in edited.AccountId is null ? others.Prepend(edited.Id) : others)
            if (write.Changes.ExternalIds.Find(e => e.LeadId == lead) is null && !write.Rows.ExternalIds.Any(e => e.LeadId == lead))
                throw lead == edited.Id
                    ? new InvalidArgument(field,
                        "This is the last that says whose the lead is: keep one of email, phone, company and external id.")
                    : new InvalidArgument(field,
                        $"This is the last that says whose lead {lead} is, too: keep it, or first give that lead a company or an external "
                            + $"id.");
    }
}
