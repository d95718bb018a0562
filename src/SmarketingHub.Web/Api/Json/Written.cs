using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmarketingHub.Web.Api.Json;

/// <summary>An answer of the hub, written once for all who ask while it holds: a crowd that comes back together is told the same.</summary>
[JsonConverter(typeof(Writer))]
internal sealed class Written
{
    private static readonly ConditionalWeakTable<object, Written> Known = [];

    private readonly byte[] json;

    private Written(byte[] json) => this.json = json;

    /// <param name="of">What the answer is about and follows from alone; known by its identity.</param>
    internal static Written Once<T>(T of, Func<T, object> answer) where T : class =>
        Known.GetValue(of, _ => new(JsonSerializer.SerializeToUtf8Bytes(answer(of), ApiJson.Options)));

    private sealed class Writer : JsonConverter<Written>
    {
        public override Written Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("It is only written.");

        public override void Write(Utf8JsonWriter writer, Written value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.json, skipInputValidation: true);
    }
}
