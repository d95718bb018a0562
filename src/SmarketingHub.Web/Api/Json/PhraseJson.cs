using System.Text.Json;
using System.Text.Json.Serialization;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Sentences as programs are told them: in English.</summary>
internal sealed class PhraseJson : JsonConverter<Phrase>
{
    public override Phrase Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
