using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Commands;

/// <summary>What is known of a person: checked, compared and kept in versions.</summary>
public static class Profiles
{
    /// <summary>Takes over what is given; returns the new version's reference, or null when nothing changed.</summary>
    /// <param name="overwrite">False: only what was unknown is filled in.</param>
    /// <param name="country">The lead's, where a phone number without a country's code is dialled.</param>
    public static TextRef? Merge(Write write, Contact contact, Profile given, bool overwrite, string? country)
    {
        given = Clean(given);
        var before = Of(contact);
        string? Pick(string? old, string? wanted) => overwrite ? wanted ?? old : old ?? wanted;
        var after = new Profile(
            Pick(before.FirstName, given.FirstName), Pick(before.LastName, given.LastName), Pick(before.Email, given.Email),
            Pick(before.Phone, given.Phone), Pick(before.Title, given.Title));
        (contact.EmailKey, contact.PhoneKey) = (EmailKey(after.Email), PhoneKeyOf(contact, after.Phone, country));
        if (after == before)
            return null;
        (contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Title) =
            (after.FirstName, after.LastName, after.Email, after.Phone, after.Title);
        return write.Keep(contact.Id, JsonSerializer.Serialize(after, LedgerJson.Options));
    }

    public static Profile Of(Contact contact) => new(contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Title);

    /// <summary>The address without what was written around it; a phone that says that there is none is none.</summary>
    public static Profile Clean(Profile given) => given with
    {
        Email = Emails.Clean(given.Email) ?? given.Email,
        Phone = given.Phone is { } phone && Phones.IsNothing(phone) ? null : given.Phone,
    };

    /// <exception cref="InvalidArgument">No email address, or a text that cannot be kept. A phone is kept as it is typed: it never costs the lead.</exception>
    public static void Check(Profile profile)
    {
        if (profile.Email is { } email && EmailKey(email) is null)
            throw new InvalidArgument("email", $"'{Shorten(email)}' is no email address: name@example.com.");
        foreach (var (field, value) in new[] { ("firstName", profile.FirstName), ("lastName", profile.LastName), ("phone", profile.Phone), ("title", profile.Title) })
            PlainText.Check(value, field);
    }

    /// <summary>The address as it is compared; null when it is none. <see cref="Emails.Key"/></summary>
    public static string? EmailKey(string? email) => Emails.Key(email);

    /// <summary>The number as it is compared; null when none can be seen in it. <see cref="Phones.Key"/></summary>
    /// <param name="country">The lead's, ISO 3166-1 alpha-2.</param>
    public static string? PhoneKey(string? phone, string? country) => Phones.Key(phone, country);

    // A number that is known with its country stays so, whatever country a later lead of the person is of.
    private static string? PhoneKeyOf(Contact contact, string? phone, string? country) =>
        phone == contact.Phone && contact.PhoneKey is { } known && (known[0] == '+' || country is null) ? known : PhoneKey(phone, country);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
