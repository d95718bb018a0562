using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace SmarketingHub.Engine.Ledger;

/// <summary>
/// As NodaTime reads and writes instants, to the byte. Half of a clock's start are instants, and by way of a text each they took half of
/// its time.
/// </summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    // Seven digits behind the point; of a later or an earlier year, or with more digits, NodaTime itself writes it.
    private const int Longest = 28;

    // To the second; what is shorter leaves something out.
    private const int Shortest = 20;
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(9999, 12, 31, 23, 59);

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueSpan: { Length: >= Shortest and <= Longest } text }
            && text[^1] == (byte)'Z' && reader.TryGetDateTime(out var moment)
        ? Instant.FromDateTimeUtc(moment) : NodaConverters.InstantConverter.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Longest];
        if (value < First || value > Last || Instant.FromUnixTimeTicks(value.ToUnixTimeTicks()) != value
            || !Utf8Formatter.TryFormat(value.ToDateTimeUtc(), text, out _, new('O')))
        {
            NodaConverters.InstantConverter.Write(writer, value, options);
            return;
        }
        // Without the zeros at the end, and without a point when nothing else is behind it.
        var end = text[..^1].LastIndexOfAnyExcept((byte)'0') + 1;
        if (text[end - 1] == '.')
            end--;
        text[end] = (byte)'Z';
        writer.WriteStringValue(text[..(end + 1)]);
    }
}
