using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Api.Json;

/// <summary>How the API and the hub write and read JSON.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        // Names and types are what the contract says, to the letter: "Email" or "5" for 5 is a mistake to be told.
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new PhraseJson());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutNulls } };
    }

    // Cards are sent by the thousand, and most of their fields are empty.
    private static void LeaveOutNulls(JsonTypeInfo type)
    {
        if (type.Type == typeof(Card) || type.Type == typeof(CardClock))
            foreach (var property in type.Properties)
                property.ShouldSerialize = static (_, value) => value is not null;
    }
}
