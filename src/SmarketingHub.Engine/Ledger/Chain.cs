using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Ledger;

/// <summary>One hash chain over the stored bytes: whoever keeps the head elsewhere can prove that nothing before it was rewritten.</summary>
public static class Chain
{
    /// <summary>The hash before the first event: 32 zero bytes.</summary>
    public static readonly byte[] Genesis = new byte[32];

    /// <summary>SHA-256 over the hash before, the event's fields, each with its length in front, and its body as stored.</summary>
    public static byte[] Next(byte[] previous, long sequence, long? leadId, string type, string actor, long at, long recordedAt, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(previous);
        foreach (var value in (ReadOnlySpan<long>)[sequence, leadId ?? -1, at, recordedAt])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }
        foreach (var bytes in (ReadOnlySpan<byte[]>)[Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(actor), body])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    public static byte[] Next(byte[] previous, LedgerEvent line) => Next(
        previous, line.Sequence, line.LeadId, line.Type, line.Actor,
        line.At.ToUnixTimeMilliseconds(), line.RecordedAt.ToUnixTimeMilliseconds(), line.Body);
}
