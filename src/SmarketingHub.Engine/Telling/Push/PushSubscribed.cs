using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Telling.Push;

/// <summary>Where a browser is reached and by which keys, as it says itself: the W3C's PushSubscription.</summary>
/// <param name="Endpoint">At the service of the browser's maker; whoever has it and the keys may write there.</param>
/// <param name="P256dh">The browser's public key.</param>
/// <param name="Auth">Its secret, 16 bytes.</param>
public sealed record PushSubscribed(string Endpoint, string P256dh, string Auth)
{
    private const int Longest = 4_000, PointBytes = 65, AuthBytes = 16;

    /// <exception cref="InvalidArgument">Of the field <c>address</c>: it is none.</exception>
    public static PushSubscribed Read(string? json)
    {
        PlainText.Check(json, "address", Longest);
        try
        {
            using var read = JsonDocument.Parse(json ?? "");
            var keys = read.RootElement.GetProperty("keys");
            var said = new PushSubscribed(
                read.RootElement.GetProperty("endpoint").GetString()!, keys.GetProperty("p256dh").GetString()!,
                keys.GetProperty("auth").GetString()!);
            var (point, auth) = (Base64Url.DecodeFromChars(said.P256dh), Base64Url.DecodeFromChars(said.Auth));
            if (point.Length != PointBytes || point[0] != 4 || auth.Length != AuthBytes)
                throw None();
            // A point beside the curve is none, and nothing could be encrypted for it.
            using var known = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point[1..33], Y = point[33..] },
            });
            return said;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or CryptographicException or ArgumentNullException)
        {
            throw None();
        }
    }

    /// <summary>As it is kept: the same for the same browser.</summary>
    public override string ToString() => Encoding.UTF8.GetString(
        JsonSerializer.SerializeToUtf8Bytes(new { endpoint = Endpoint, keys = new { p256dh = P256dh, auth = Auth } }));

    private static InvalidArgument None() => new("address", "This is no subscription of a browser: its endpoint and two keys.");
}
