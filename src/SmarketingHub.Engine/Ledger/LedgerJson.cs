using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Ledger;

/// <summary>Events as the ledger stores them: a type name beside camelCase JSON without nulls.</summary>
public static class LedgerJson
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(LeadEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(LeadEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(type => CamelCase.Of(type.Name), StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static JsonSerializerOptions Options { get; } = Create();

    // Of the events of clocks, the points and the trials are by far the greater part.
    private static readonly JsonSerializerOptions WithoutPlans = new(Options)
    {
        Converters = { new Skipped<IReadOnlyList<ClockPoint>>([]), new Skipped<IReadOnlyList<Tried>>([]) },
    };

    public static string NameOf(Type type) =>
        Names.TryGetValue(type, out var name) ? name : CamelCase.Of(type.Name);

    /// <summary>The class of a lead's event of this name; null: it is none.</summary>
    internal static Type? TypeOf(string name) => Types.GetValueOrDefault(name);

    public static byte[] Write(object happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <summary>Null for an event that is about the company and not about a lead.</summary>
    public static LeadEvent? Read(string type, byte[] body) =>
        Types.TryGetValue(type, out var known) ? (LeadEvent)JsonSerializer.Deserialize(body, known, Options)! : null;

    /// <summary>The same for whoever asks of clocks only what they promised and how they ended, not when they would have warned.</summary>
    internal static LeadEvent? ReadShort(string type, byte[] body) =>
        Types.TryGetValue(type, out var known) ? (LeadEvent)JsonSerializer.Deserialize(body, known, WithoutPlans)! : null;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(LedgerJsonContext.Default, new DefaultJsonTypeInfoResolver()),
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
                new InstantConverter(),
                new ClockPointConverter(),
                new BusinessDurationConverter(),
                new DecimalConverter(),
                new PhraseConverter(),
            },
        };
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private sealed class BusinessDurationConverter : JsonConverter<BusinessDuration>
    {
        public override BusinessDuration Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            BusinessDuration.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, BusinessDuration value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class Skipped<T>(T instead) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            reader.Skip();
            return instead;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    /// <summary>Without trailing zeros: 1001 and 1001.0 are one amount, and the rows do not keep the difference.</summary>
    private sealed class DecimalConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }
}
