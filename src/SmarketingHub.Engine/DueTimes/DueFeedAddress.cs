using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmarketingHub.Engine.DueTimes;

/// <summary>The secret part of somebody's calendar address: whose it is, and what nobody guesses. Of it a hash alone is kept.</summary>
/// <param name="Person">Whose due times.</param>
/// <param name="Secret">192 bits, as text.</param>
public sealed record DueFeedAddress(long Person, string Secret)
{
    private const int SecretBytes = 24;

    public static DueFeedAddress Make(long person) => new(person, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Null: it is none.</summary>
    public static DueFeedAddress? Read(string? text) =>
        text?.Split('.') is [var person, { Length: > 0 } secret]
            && long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id, secret) : null;

    internal byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Person}.{Secret}");
}
