using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Identities;

/// <summary>Whose an inquiry is.</summary>
/// <param name="Contact">The person; null: nobody known yet.</param>
/// <param name="Profile">What of the given may be taken over: an email that is another person's may not.</param>
/// <param name="Other">Another person whom a further identity in it means: to be told, as both may be one.</param>
internal sealed record IdentityMatch(Contact? Contact, Profile Profile, long? Other);

/// <summary>
/// The one rule of who is who, for intake, imports, edits and merges. A lead that is known by an external id says its person.
/// Else the email does, wherever it is known. Else the phone does, when it means one person, who if an email came with it has none yet.
/// Two emails are two people until somebody merges them, and a phone that several share means nobody but the only one of them without an
/// email, and nobody at all when very many do.
/// </summary>
internal static class Identity
{
    /// <param name="country">The lead's, where a phone number without a country's code is dialled.</param>
    internal static IdentityMatch Find(Lookups lookups, Profile given, string? country, Lead? known = null)
    {
        var byEmail = Emails.Key(given.Email) is { } email ? lookups.ContactOfEmail(email) : null;
        var phone = PhoneLookup.Of(given.Phone, country);
        var sharing = phone is null ? [] : lookups.PersonsOfPhone(phone);
        var meant = sharing is [var single] ? single.Person : sharing.Count > Lookups.MostOfPhone ? null
            : sharing.Where(s => !s.HasEmail).ToList() is [var only] ? only.Person : (long?)null;
        if ((known is null ? byEmail : lookups.Contact(known.ContactId)) is { } contact)
            return byEmail is not null && byEmail.Id != contact.Id
                ? new(contact, given with { Email = null }, byEmail.Id)
                : new(contact, given, meant is null || meant == contact.Id || lookups.HasPhone(contact.Id, phone!) ? null : meant);
        if (given.Email is null)
            return new(meant is { } person ? lookups.Contact(person) : null, given, null);
        return sharing is [{ HasEmail: false } withoutEmail]
            ? new(lookups.Contact(withoutEmail.Person), given, null)
            : new(null, given, meant);
    }
}
