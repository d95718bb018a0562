using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Compares what was sent with what is asked for, and names every field that is unknown or of the wrong type.</summary>
internal static class StrictJson
{
    // An answer must not grow with what was wrong.
    private const int MostErrors = 20, LongestName = 60;

    internal static T Read<T>(JsonElement json) where T : class
    {
        var errors = new Dictionary<string, string[]>();
        Check(json, typeof(T), "", errors);
        if (errors.Count > 0)
            throw new InvalidBody(errors);
        return json.Deserialize<T>(ApiJson.Options)!;
    }

    // Null leaves a field out; in a list it would be a gap, and a number or a yes has no null.
    private static void Check(JsonElement json, Type type, string path, Dictionary<string, string[]> errors, bool isItem = false)
    {
        var info = ApiJson.Options.GetTypeInfo(type);
        if (errors.Count >= MostErrors || json.ValueKind == JsonValueKind.Null && path.Length > 0 && !isItem && CanBeNull(type))
            return;
        switch (info.Kind, json.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                foreach (var (name, value) in Fields(json, path, errors))
                    if (info.Properties.FirstOrDefault(p => p.Name == name) is { } known)
                        Check(value, known.PropertyType, Join(path, name), errors);
                    else if (errors.Count < MostErrors)
                        errors[Join(path,
                            name)] = [$"There is no such field. Known: {string.Join(", ", info.Properties.Select(p => p.Name))}."];
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (var (name, value) in Fields(json, path, errors))
                    Check(value, info.ElementType!, Join(path, name), errors);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var index = 0;
                foreach (var item in json.EnumerateArray())
                    Check(item, info.ElementType!, $"{path}[{index++}]", errors, isItem: true);
                break;
            case (JsonTypeInfoKind.None, not JsonValueKind.Null) when CanRead(json, type):
                break;
            default:
                errors[Named(path)] = [$"Give {Describe(type, info.Kind)}."];
                break;
        }
    }

    // Half a character as a name is found only when it is asked for.
    private static List<(string Name, JsonElement Value)> Fields(JsonElement json, string path, Dictionary<string, string[]> errors)
    {
        var fields = new List<(string, JsonElement)>();
        foreach (var field in json.EnumerateObject())
            try
            {
                fields.Add((field.Name, field.Value));
            }
            catch (InvalidOperationException)
            {
                errors[Named(path)] = ["The name of a field in it is no text."];
            }
        return fields;
    }

    private static string Named(string path) => path.Length == 0 ? "body" : path;

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static bool CanRead(JsonElement json, Type type)
    {
        try
        {
            json.Deserialize(type, ApiJson.Options);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return false;
        }
    }

    private static string Describe(Type type, JsonTypeInfoKind kind)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
            _ when kind == JsonTypeInfoKind.Enumerable => "a list",
            { IsEnum: true } => $"one of: {string.Join(", ", Enum.GetNames(type).Select(CamelCase.Of))}",
            _ when type == typeof(string) => "a text",
            _ when type == typeof(Instant) => "an instant, such as 2026-03-02T09:00:00Z",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ => "a number",
        };
    }

    private static string Join(string path, string name) => path.Length == 0 ? Shorten(name) : $"{path}.{Shorten(name)}";

    private static string Shorten(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
