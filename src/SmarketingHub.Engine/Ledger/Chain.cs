using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SmarketingHub.Engine.Ledger;

/// <summary>
/// One hash chain over the stored bytes: whoever keeps the head elsewhere can prove that nothing before it was rewritten.
/// </summary>
public static class Chain
{
    /// <summary>The hash before the first event: 32 zero bytes.</summary>
    public static readonly byte[] Genesis = new byte[32];

    private const int Number = sizeof(long);

    // Nearly all lines are shorter.
    private const int OnStack = 2_048;

    /// <summary>SHA-256 over the hash before, the event's fields, each with its length in front, and its body as stored.</summary>
    public static byte[] Next(
        byte[] previous, long sequence, long? leadId, string type, string actor, long at, long recordedAt, byte[] body)
    {
        var typeLength = Encoding.UTF8.GetByteCount(type);
        var actorLength = Encoding.UTF8.GetByteCount(actor);
        var length = previous.Length + 4 * Number + 3 * Number + typeLength + actorLength + body.Length;
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        // At once: the pieces one by one cost more than all of their bytes.
        var whole = rented is null ? stackalloc byte[OnStack] : rented;
        var rest = Put(whole, previous);
        rest = Put(Put(Put(Put(rest, sequence), leadId ?? -1), at), recordedAt);
        rest = Put(rest, typeLength);
        rest = rest[Encoding.UTF8.GetBytes(type, rest)..];
        rest = Put(rest, actorLength);
        rest = rest[Encoding.UTF8.GetBytes(actor, rest)..];
        Put(Put(rest, body.Length), body);
        var hash = SHA256.HashData(whole[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    public static byte[] Next(byte[] previous, LedgerEvent line) => Next(
        previous, line.Sequence, line.LeadId, line.Type, line.Actor,
        line.At.ToUnixTimeMilliseconds(), line.RecordedAt.ToUnixTimeMilliseconds(), line.Body);

    private static Span<byte> Put(Span<byte> into, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(into, number);
        return into[Number..];
    }

    private static Span<byte> Put(Span<byte> into, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into);
        return into[bytes.Length..];
    }
}
