using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>One line of the ledger as it is stored; instants are UTC milliseconds.</summary>
internal sealed record Line(long Sequence, long? Lead, string Type, string Actor, long At, long RecordedAt, byte[] Bytes, byte[] Hash)
{
    private Body? body;

    public Body Body => body ??= new(JsonDocument.Parse(Bytes).RootElement);

    /// <summary>What its hash has to be after the one before.</summary>
    public byte[] HashAfter(byte[] before)
    {
        using var all = new MemoryStream();
        void Number(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            all.Write(bytes);
        }
        void Part(byte[] part)
        {
            Number(part.Length);
            all.Write(part);
        }
        all.Write(before);
        Number(Sequence);
        Number(Lead ?? -1);
        Number(At);
        Number(RecordedAt);
        Part(Encoding.UTF8.GetBytes(Type));
        Part(Encoding.UTF8.GetBytes(Actor));
        Part(Bytes);
        return SHA256.HashData(all.ToArray());
    }

    public override string ToString() =>
        $"{Sequence} {Type} of {Lead?.ToString(CultureInfo.InvariantCulture) ?? "the company"} by {Actor} "
            + $"at {Clocked.Text(At)}: {Encoding.UTF8.GetString(Bytes)}";
}

/// <summary>The JSON of a line, read by hand.</summary>
internal sealed class Body(JsonElement json)
{
    public string? Text(string name) =>
        json.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public long? Number(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    public decimal? Money(string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    public bool Is(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public long? At(string name) => Text(name) is { } text ? Clocked.Read(text) : null;

    public Body? Part(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new(value) : null;

    public List<Body> Each(string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => new Body(item))] : [];

    public List<string> Words(string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.ToString())] : [];

    public string Raw => json.GetRawText();
}

/// <summary>UTC milliseconds as text.</summary>
internal static class Clocked
{
    public static long Read(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    public static string Text(long? at) =>
        at is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "never";
}
