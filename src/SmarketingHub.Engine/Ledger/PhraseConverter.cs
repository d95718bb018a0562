using System.Text.Json;
using System.Text.Json.Serialization;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Ledger;

/// <summary>A phrase with what goes into it: numbers, texts, and phrases themselves. A bare text is one that was kept as such.</summary>
internal sealed class PhraseConverter : JsonConverter<Phrase>
{
    private sealed record Stored(string Format, JsonElement[] Args);

    public override Phrase Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Phrase.Of(reader.GetString()!);
        var kept = JsonSerializer.Deserialize<Stored>(ref reader, options)!;
        return new(kept.Format, kept.Args.Select(arg => arg.ValueKind switch
        {
            JsonValueKind.Object => arg.Deserialize<Phrase>(options),
            JsonValueKind.Number => arg.GetDecimal(),
            JsonValueKind.Null => null,
            _ => (object?)arg.GetString(),
        }));
    }

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer,
            new Stored(value.Format,
                [.. value.Args.Select(arg => JsonSerializer.SerializeToElement(arg, arg?.GetType() ?? typeof(object), options))]), options);
}
