using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmarketingHub.Engine.Tests.Webhooks;

namespace SmarketingHub.Engine.Tests.Telling;

/// <summary>A browser with keys of its own, which reads what is pushed to it by RFC 8291 and RFC 8188, written after them.</summary>
internal sealed class Browser : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    private byte[] Public => Point(key.PublicKey.ExportParameters());

    /// <summary>What it says of itself, reached at this address.</summary>
    internal string Subscription(string endpoint) => JsonSerializer.Serialize(new
    {
        endpoint,
        expirationTime = (long?)null,
        keys = new { p256dh = Base64Url.EncodeToString(Public), auth = Base64Url.EncodeToString(auth) },
    });

    internal JsonElement Read(Received received)
    {
        received.Headers["content-encoding"].ShouldBe("aes128gcm");
        var bytes = received.Bytes;
        var (salt, size, length) = (bytes[..16], BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16)), bytes[20]);
        var (sender, record) = (bytes[21..(21 + length)], bytes[(21 + length)..]);
        record.Length.ShouldBeLessThanOrEqualTo((int)size, "one record");
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = sender[1..33], Y = sender[33..] },
        });
        var shared = key.DeriveRawSecretAgreement(other.PublicKey);
        var ikm = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, [.. "WebPush: info\0"u8, .. Public, .. sender]);
        var cek = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 12, salt, [.. "Content-Encoding: nonce\0"u8]);
        using var aes = new AesGcm(cek, 16);
        var plain = new byte[record.Length - 16];
        aes.Decrypt(nonce, record[..^16], record[^16..], plain);
        // The last record ends with a two, and nothing after it but zeros.
        var end = Array.FindLastIndex(plain, octet => octet != 0);
        plain[end].ShouldBe((byte)2);
        return JsonDocument.Parse(plain.AsMemory(0, end)).RootElement;
    }

    /// <summary>Who sends it, if it is signed by that key (RFC 8292).</summary>
    internal static (string Key, JsonElement Claims) Sender(Received received)
    {
        var said = received.Headers["authorization"].Split(' ', 2);
        said[0].ShouldBe("vapid");
        var parts = said[1].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var (jwt, point) = (parts["t"].Split('.'), Base64Url.DecodeFromChars(parts["k"]));
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = point[1..33], Y = point[33..] },
        });
        key.VerifyData(Encoding.ASCII.GetBytes($"{jwt[0]}.{jwt[1]}"), Base64Url.DecodeFromChars(jwt[2]), HashAlgorithmName.SHA256)
            .ShouldBeTrue();
        return (parts["k"], JsonDocument.Parse(Base64Url.DecodeFromChars(jwt[1])).RootElement);
    }

    public void Dispose() => key.Dispose();

    private static byte[] Point(ECParameters of) => [4, .. of.Q.X!, .. of.Q.Y!];
}
