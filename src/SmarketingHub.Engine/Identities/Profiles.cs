using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Identities;

/// <summary>What is known of a person: checked, compared and kept in versions.</summary>
public static class Profiles
{
    /// <summary>
    /// Fills in what was unknown, a phone also where none could be seen in what was there; returns the new version's reference, or null
    /// when nothing changed.
    /// </summary>
    /// <param name="country">The lead's, where a phone number without a country's code is dialled.</param>
    /// <param name="anew">The person has no lead: what is there was said by imports that were taken back, and counts no more.</param>
    internal static TextRef? Fill(Write write, Contact contact, Profile given, string? country, bool anew = false)
    {
        given = Clean(given);
        var before = anew ? Profile.Empty : contact.Profile;
        var after = before;
        foreach (var field in LeadFields.Personal)
            if (field.Of(before) is null
                || field == LeadFields.Phone && contact.PhoneKey is null && Phones.Key(given.Phone, country) is not null)
                after = field.With(after, field.Of(given));
        return Set(write, contact, after, country);
    }

    /// <summary>
    /// Takes over what is given and takes back what is cleared; returns the new version's reference, or null when nothing changed.
    /// </summary>
    /// <param name="country">The lead's, once it is edited.</param>
    /// <param name="countryBefore">The lead's until then: a number that was read by it is read anew by another.</param>
    /// <exception cref="InvalidArgument">The email is another person's.</exception>
    internal static TextRef? Edit(
        Write write, Contact contact, Profile given, IReadOnlySet<string> cleared, string? country, string? countryBefore)
    {
        given = Clean(given);
        if (country is not null && country != countryBefore && contact.PhoneKey == Phones.Key(contact.Phone, countryBefore))
            contact.ReadPhone(Phones.Key(contact.Phone, country), contact.Phone);
        var before = contact.Profile;
        var after = Edited(before, given, cleared);
        if (after.Email != before.Email && OwnerOf(write, after.Email, contact) is { } owner)
            throw new InvalidArgument("email", Persons.NewestSeen(write, owner.Id) is { } lead
                ? $"This is the email of lead {lead}. If both are one person, merge the leads; else give another."
                : Phrase.Of(
                    "This is the email of another person here. Give another, or ask somebody who sees that person's leads to merge them."));
        return Set(write, contact, after, country);
    }

    /// <summary>What was known of the person before; an email that is another person's by now is not taken back.</summary>
    internal static TextRef? PutBack(Write write, Contact contact, Profile before, string? country) => Set(write, contact,
        before.Email != contact.Email && OwnerOf(write, before.Email, contact) is not null ? before with { Email = contact.Email } : before,
        country);

    /// <summary>Whose the address is, of others than this contact. Whoever has no lead yields it.</summary>
    private static Contact? OwnerOf(Write write, string? email, Contact but)
    {
        if (Emails.Key(email) is not { } key || write.Lookups.ContactOfEmail(key) is not { } owner || owner.Id == but.Id)
            return null;
        if (write.Lookups.NewestLeadOf(owner.Id) is not null)
            return owner;
        // At once: no two can have one.
        write.Rows.Contacts.Where(c => c.Id == owner.Id).ExecuteUpdate(set => set.SetProperty(c => c.EmailKey, (string?)null));
        owner.EmailKey = null;
        return null;
    }

    // The email's key is left as it is where the text is: of two that an older version had under one email, only one has its key.
    private static TextRef? Set(Write write, Contact contact, Profile after, string? country)
    {
        var before = contact.Profile;
        if (after.Email != before.Email)
            contact.EmailKey = Emails.Key(after.Email);
        contact.ReadPhone(PhoneKeyOf(contact, after.Phone, country), after.Phone);
        if (after == before)
            return null;
        contact.Profile = after;
        return write.Keep(contact.Id, JsonSerializer.Serialize(after, LedgerJson.Options));
    }

    internal const string KnownToOthers =
        "This person is also known from leads that are not with you: write a note, and whoever gave you the lead changes it.";

    /// <summary>What is known of the person is others', too: it stays as it is.</summary>
    /// <exception cref="InvalidArgument">A field was given that would change.</exception>
    internal static void RefuseChange(Contact contact, Profile given, IReadOnlySet<string> cleared)
    {
        var known = contact.Profile;
        var wanted = Edited(known, Clean(given), cleared);
        foreach (var field in LeadFields.Personal)
            if (field.Of(known) != field.Of(wanted))
                throw new InvalidArgument(field.Name, KnownToOthers);
    }

    private static Profile Edited(Profile known, Profile given, IReadOnlySet<string> cleared)
    {
        var edited = known;
        foreach (var field in LeadFields.Personal)
            if (cleared.Contains(field.Name))
                edited = field.With(edited, null);
            else if (field.Of(given) is { } said)
                edited = field.With(edited, said);
        return edited;
    }

    /// <summary>The address without what was written around it; a phone that says that there is none is none.</summary>
    public static Profile Clean(Profile given) => given with
    {
        Email = Emails.Clean(given.Email) ?? given.Email,
        Phone = given.Phone is { } phone && Phones.IsNothing(phone) ? null : given.Phone,
    };

    /// <exception cref="InvalidArgument">No email address, or a text that cannot be kept. A phone is kept as it is typed: it never costs
    /// the lead.</exception>
    public static void Check(Profile profile)
    {
        if (profile.Email is { } email && Emails.Key(email) is null)
            throw new InvalidArgument("email", $"'{Shorten(email)}' is no email address: name@example.com.");
        foreach (var field in LeadFields.Personal)
            if (field.Kind != FieldKind.Email)
                PlainText.Check(field.Of(profile), field.Name);
    }

    // A number that is known with its country stays so, whatever country a later lead of the person is of.
    private static string? PhoneKeyOf(Contact contact, string? phone, string? country) =>
        phone == contact.Phone && contact.PhoneKey is { } known && (known[0] == '+' || country is null)
            ? known : Phones.Key(phone, country);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
