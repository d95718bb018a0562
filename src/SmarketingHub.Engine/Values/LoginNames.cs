using Microsoft.AspNetCore.Identity;

namespace SmarketingHub.Engine.Values;

/// <summary>The name to sign in with is an address: compared like any other, in capitals as sign-in keeps it.</summary>
public sealed class LoginNames : ILookupNormalizer
{
    public static string Of(string email) => (Emails.Key(email) ?? email).ToUpperInvariant();

    public string? NormalizeName(string? name) => name is null ? null : Of(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
