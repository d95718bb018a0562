using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Commands;

/// <summary>What is known of a person: checked, compared and kept in versions.</summary>
public static class Profiles
{
    /// <summary>Takes over what is given; returns the new version's reference, or null when nothing changed.</summary>
    /// <param name="overwrite">False: only what was unknown is filled in.</param>
    public static TextRef? Merge(Write write, Contact contact, Profile given, bool overwrite)
    {
        var before = Of(contact);
        string? Pick(string? old, string? wanted) => overwrite ? wanted ?? old : old ?? wanted;
        var after = new Profile(
            Pick(before.FirstName, given.FirstName), Pick(before.LastName, given.LastName), Pick(before.Email, given.Email),
            Pick(before.Phone, given.Phone), Pick(before.Title, given.Title));
        if (after == before)
            return null;
        (contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Title) =
            (after.FirstName, after.LastName, after.Email, after.Phone, after.Title);
        (contact.EmailKey, contact.PhoneKey) = (EmailKey(after.Email), PhoneKey(after.Phone));
        return write.Keep(contact.Id, JsonSerializer.Serialize(after, LedgerJson.Options));
    }

    public static Profile Of(Contact contact) => new(contact.FirstName, contact.LastName, contact.Email, contact.Phone, contact.Title);

    public static void Check(Profile profile)
    {
        if (profile.Email is { } email && EmailKey(email) is null)
            throw new InvalidArgument("email", $"'{Shorten(email)}' is no email address: name@example.com.");
        if (profile.Phone is { } phone && PhoneKey(phone) is null)
            throw new InvalidArgument("phone", $"'{Shorten(phone)}' is no phone number: 6 to 15 digits, like +48 22 123 45 67.");
        foreach (var (field, value) in new[] { ("firstName", profile.FirstName), ("lastName", profile.LastName), ("title", profile.Title) })
            PlainText.Check(value, field);
    }

    /// <summary>The address as it is compared; null when it is none.</summary>
    public static string? EmailKey(string? email)
    {
        if (email is null || email.Length > 254 || email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return null;
        var at = email.LastIndexOf('@');
        return at > 0 && email.IndexOf('@') == at && email.IndexOf('.', at) is var dot && dot > at + 1 && dot < email.Length - 1
            ? email.ToLowerInvariant() : null;
    }

    /// <summary>Its digits, with a leading plus if it has one; null when it is no number.</summary>
    public static string? PhoneKey(string? phone)
    {
        if (phone is null || phone.Length > 40 || phone.Any(c => !char.IsAsciiDigit(c) && !"+-() ./x".Contains(c, StringComparison.OrdinalIgnoreCase)))
            return null;
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length is >= 6 and <= 15 ? (phone.TrimStart().StartsWith('+') ? "+" : "") + digits : null;
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
