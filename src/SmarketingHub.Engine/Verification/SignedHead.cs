using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Verification;

/// <summary>
/// Where the ledger ended at a moment, signed by the installation: whoever keeps the line can tell later whether a tail was cut off or
/// rewritten. A line of five words: <c>smarketinghub-head-1 sequence moment hash signature</c>. Signed are the first four, as they stand,
/// with a space between them.
/// </summary>
public sealed record SignedHead
{
    private const string Kind = "smarketinghub-head-1";
    private const int HashLength = 64;

    private SignedHead(string said, byte[] signature, long sequence, string hash) =>
        (Said, Signature, Sequence, Hash) = (said, signature, sequence, hash);

    /// <summary>What is signed.</summary>
    public string Said { get; }

    /// <summary>ECDSA over SHA-256, as DER writes it.</summary>
    public byte[] Signature { get; }
    public long Sequence { get; }

    /// <summary>Of the event of this sequence, in lower-case hex.</summary>
    public string Hash { get; }

    internal static SignedHead Sign(LedgerHead head, InstallationKey key, Instant at)
    {
        var hash = Convert.ToHexStringLower(head.Hash);
        var said = string.Create(CultureInfo.InvariantCulture, $"{Kind} {head.Sequence} {InstantPattern.ExtendedIso.Format(at)} {hash}");
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.Private, out _);
        var signature = ecdsa.SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(said, signature, head.Sequence, hash);
    }

    /// <summary>Reads a line as it was copied, wherever it was broken.</summary>
    /// <returns>Null: it is none.</returns>
    public static SignedHead? Read(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (first, rest) = (Array.IndexOf(words, Kind), "");
        if (first < 0 || words.Length < first + 4)
            return null;
        rest = string.Concat(words[(first + 3)..]);
        if (rest.Length <= HashLength || !long.TryParse(words[first + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !InstantPattern.ExtendedIso.Parse(words[first + 2]).Success || !rest[..HashLength].All(char.IsAsciiHexDigitLower)
            || !Base64.IsValid(rest.AsSpan(HashLength)))
            return null;
        var hash = rest[..HashLength];
        return new($"{Kind} {words[first + 1]} {words[first + 2]} {hash}", Convert.FromBase64String(rest[HashLength..]), sequence, hash);
    }

    /// <param name="key">SubjectPublicKeyInfo.</param>
    public bool IsSignedBy(byte[] key)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key, out _);
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes(Said), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public override string ToString() => $"{Said} {Convert.ToBase64String(Signature)}";
}
