using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Instants as ISO 8601: written in UTC, read with any offset, kept to the millisecond as the ledger keeps them.</summary>
internal sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!) is { } instant ? instant : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));

    private static Instant? TryParse(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var parsed)
            ? Instant.FromUnixTimeMilliseconds(parsed.ToInstant().ToUnixTimeMilliseconds())
            : null;
}
