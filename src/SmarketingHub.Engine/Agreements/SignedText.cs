using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Agreements;

/// <summary>
/// The bytes under a signature: UTF-8 JSON that says which agreement, between whom, which version, and its text. The ledger keeps them
/// with the signature, and the hash is checked over them: worked out anew, a text would change with every class of a later version.
/// </summary>
public static class SignedText
{
    internal const string Signed = "agreementSigned", Written = "agreementWritten";

    // The first form: of signatures whose bytes were not kept. Never changed, whatever a text has today.
    private static readonly string[] Named = ["id", "name", "giver", "receiver"];
    private static readonly string[] Said =
    [
        "scope", "calendar", "from", "reTimes", "commitments", "periodCommitments", "captureRules", "worths",
    ];

    /// <summary>What a signature says, as the ledger has it.</summary>
    /// <param name="Hash">SHA-256 of the text, in hex.</param>
    /// <param name="Text">What was signed, to the byte; null: signed before these were kept.</param>
    internal sealed record Signing(long Agreement, int Version, string Party, string By, string Hash, string? Text);

    private sealed record Form(long Id, string Name, string Giver, string Receiver, int Number, Terms Text);

    /// <summary>What would be signed now.</summary>
    public static byte[] Of(Agreement agreement, AgreementVersion version) => LedgerJson.Write(FormOf(agreement, version));

    /// <summary>SHA-256, in hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text));

    /// <summary>SHA-256, in hex, of what was signed, else of what would be.</summary>
    public static string HashOf(Agreement agreement, AgreementVersion version) =>
        version.Signatures.IsEmpty ? HashOf(Of(agreement, version)) : version.Signatures[0].TextHash;

    /// <summary>What was signed, to the byte; of a version that nobody has signed, what would be.</summary>
    public static byte[] Under(HubContext rows, Agreement agreement, AgreementVersion version)
    {
        if (version.Signatures.IsEmpty)
            return Of(agreement, version);
        var hash = version.Signatures[0].TextHash;
        foreach (var line in rows.Ledger.AsNoTracking().Where(e => e.LeadId == null && e.Type == Signed).OrderByDescending(e => e.Sequence)
            .AsEnumerable())
            if (Read(line) is var signing && signing.Agreement == agreement.Id && signing.Version == version.Number && signing.Hash == hash)
                return Bytes(signing, () => WrittenBefore(rows, agreement.Id, line.Sequence));
        throw new InvalidDataException($"The ledger has no signature under version {version.Number} of agreement {agreement.Id}.");
    }

    internal static Signing Read(LedgerEvent line) => JsonSerializer.Deserialize<Signing>(line.Body, LedgerJson.Options)!;

    /// <param name="signing">The signature.</param>
    /// <param name="written">The agreement as the ledger last had it before.</param>
    internal static byte[] Bytes(Signing signing, Func<byte[]> written) =>
        signing.Text is { } text ? Encoding.UTF8.GetBytes(text) : FirstForm(written(), signing.Version);

    /// <summary>Whether a version still says what was signed, as this program reads both.</summary>
    internal static bool IsSaidBy(ReadOnlySpan<byte> text, Agreement agreement, AgreementVersion version) =>
        TermsText.Same(JsonSerializer.Deserialize<Form>(text, LedgerJson.Options), FormOf(agreement, version));

    private static Form FormOf(Agreement agreement, AgreementVersion version) =>
        new(agreement.Id, agreement.Name, agreement.Giver, agreement.Receiver, version.Number, version.TermsOf());

    private static byte[] WrittenBefore(HubContext rows, long agreement, long sequence)
    {
        foreach (var body in rows.Ledger.Where(e => e.LeadId == null && e.Type == Written && e.Sequence < sequence)
            .OrderByDescending(e => e.Sequence).Select(e => e.Body).AsEnumerable())
            using (var json = JsonDocument.Parse(body))
                if (json.RootElement.GetProperty("id").GetInt64() == agreement)
                    return body;
        throw new InvalidDataException($"The ledger has nothing of agreement {agreement} before event {sequence}.");
    }

    // Proposing wrote the whole agreement into the ledger, in the very words that were then hashed: they are taken as they stand there.
    private static byte[] FirstForm(byte[] written, int number)
    {
        using var json = JsonDocument.Parse(written);
        var agreement = json.RootElement;
        var version = agreement.GetProperty("versions").EnumerateArray().First(v => v.GetProperty("number").GetInt32() == number);
        return Encoding.UTF8.GetBytes("{" + $"{Parts(agreement, Named)},\"number\":{number},\"text\":" + "{" + Parts(version, Said) + "}}");
    }

    private static string Parts(JsonElement whole, string[] names) => string.Join(',', names
        .Where(name => whole.TryGetProperty(name, out _)).Select(name => $"\"{name}\":{whole.GetProperty(name).GetRawText()}"));
}
