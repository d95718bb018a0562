using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;

namespace SmarketingHub.Engine.Ledger;

/// <summary>
/// As every other record is written, to the byte. Points are most of what is read of a lead, and property by property through tables of
/// names they took half of its time.
/// </summary>
internal sealed class ClockPointConverter : JsonConverter<ClockPoint>
{
    private static readonly JsonEncodedText[] Kinds = Names<PointKind>();
    private static readonly JsonEncodedText[] Actions = Names<LadderAction>();

    private static readonly JsonEncodedText
        Kind = Name(nameof(ClockPoint.Kind)), Percent = Name(nameof(ClockPoint.Percent)), At = Name(nameof(ClockPoint.At)),
        Action = Name(nameof(ClockPoint.Action)), Fired = Name(nameof(ClockPoint.Fired));

    private static readonly InstantConverter Instants = new();

    public override ClockPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A point of a clock is an object.");
        var point = default(ClockPoint);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (Is(ref reader, Kind))
                point = point with { Kind = (PointKind)Among(ref reader, Kinds) };
            else if (Is(ref reader, Percent))
                point = point with { Percent = reader.GetInt32() };
            else if (Is(ref reader, At))
                point = point with { At = Instants.Read(ref reader, typeof(Instant), options) };
            else if (Is(ref reader, Action))
                point = point with { Action = reader.TokenType == JsonTokenType.Null ? null : (LadderAction)Among(ref reader, Actions) };
            else if (Is(ref reader, Fired))
                point = point with { Fired = reader.GetBoolean() };
            else
                reader.Skip();
        return point;
    }

    public override void Write(Utf8JsonWriter writer, ClockPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Kind, Kinds[(int)value.Kind]);
        writer.WriteNumber(Percent, value.Percent);
        writer.WritePropertyName(At);
        Instants.Write(writer, value.At, options);
        if (value.Action is { } action)
            writer.WriteString(Action, Actions[(int)action]);
        writer.WriteBoolean(Fired, value.Fired);
        writer.WriteEndObject();
    }

    /// <summary>Whether it stands at this property; then it goes on to its value.</summary>
    private static bool Is(ref Utf8JsonReader reader, JsonEncodedText name) =>
        reader.ValueTextEquals(name.EncodedUtf8Bytes) && reader.Read();

    private static int Among(ref Utf8JsonReader reader, JsonEncodedText[] names)
    {
        for (var i = 0; i < names.Length; i++)
            if (reader.ValueTextEquals(names[i].EncodedUtf8Bytes))
                return i;
        throw new JsonException($"'{reader.GetString()}' is none of {string.Join(", ", names)}.");
    }

    private static JsonEncodedText[] Names<T>() where T : struct, Enum => Array.ConvertAll(Enum.GetNames<T>(), Name);

    private static JsonEncodedText Name(string name) => JsonEncodedText.Encode(CamelCase.Of(name));
}
