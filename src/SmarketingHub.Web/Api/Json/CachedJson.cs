using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmarketingHub.Web.Api.Json;

/// <summary>An answer of the hub, written once for all who ask while it holds: a crowd that comes back together is told the same.</summary>
[JsonConverter(typeof(Writer))]
internal sealed class CachedJson
{
    private static readonly ConditionalWeakTable<object, CachedJson> Known = [];

    private readonly byte[] json;

    private CachedJson(byte[] json) => this.json = json;

    /// <param name="of">What the answer is about and follows from alone; known by its identity.</param>
    internal static CachedJson Once<T>(T of, Func<T, object> answer) where T : class =>
        Known.GetValue(of, _ => new(JsonSerializer.SerializeToUtf8Bytes(answer(of), ApiJson.Options)));

    private sealed class Writer : JsonConverter<CachedJson>
    {
        public override CachedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("It is only written.");

        public override void Write(Utf8JsonWriter writer, CachedJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.json, skipInputValidation: true);
    }
}
