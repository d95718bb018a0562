using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.WebForms;

/// <summary>Says when a form was served, signed, so that nobody else can say it. What is sent with it twice is taken once.</summary>
/// <param name="Once">Tells this one from all others.</param>
public sealed record FormToken(Instant ServedAt, string Once)
{
    /// <summary>A page that was open for longer is sent once more.</summary>
    public static readonly Duration Lives = Duration.FromHours(24);

    public static string Make(WebForm form, Instant now)
    {
        var said = string.Create(CultureInfo.InvariantCulture,
            $"{now.ToUnixTimeMilliseconds():x}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        return $"{said}.{Sign(form, said)}";
    }

    /// <summary>Null: not one of this form's, or too old.</summary>
    public static FormToken? Read(WebForm form, string? text, Instant now)
    {
        if (text?.Split('.') is not [var at, var once, var signature]
            || !CryptographicOperations.FixedTimeEquals(Bytes(Sign(form, $"{at}.{once}")), Bytes(signature))
            || !long.TryParse(at, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds))
            return null;
        var token = new FormToken(Instant.FromUnixTimeMilliseconds(milliseconds), once);
        return now - token.ServedAt > Lives ? null : token;
    }

    private static string Sign(WebForm form, string said) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(form.Secret, Bytes(said)).AsSpan(0, 16));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
