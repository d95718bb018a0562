using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Compares what was sent with what is asked for, and names every field that is unknown or of the wrong type.</summary>
internal static class StrictJson
{
    internal static T Read<T>(JsonElement json) where T : class
    {
        var errors = new Dictionary<string, string[]>();
        Check(json, typeof(T), "", errors);
        if (errors.Count > 0)
            throw new InvalidBody(errors);
        return json.Deserialize<T>(ApiJson.Options)!;
    }

    private static void Check(JsonElement json, Type type, string path, Dictionary<string, string[]> errors)
    {
        var info = ApiJson.Options.GetTypeInfo(type);
        if (json.ValueKind == JsonValueKind.Null && path.Length > 0)
            return;
        switch (info.Kind, json.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                foreach (var field in json.EnumerateObject())
                    if (info.Properties.FirstOrDefault(p => p.Name == field.Name) is { } known)
                        Check(field.Value, known.PropertyType, Join(path, field.Name), errors);
                    else
                        errors[Join(path, field.Name)] = [$"There is no such field. Known: {string.Join(", ", info.Properties.Select(p => p.Name))}."];
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (var field in json.EnumerateObject())
                    Check(field.Value, info.ElementType!, Join(path, field.Name), errors);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var index = 0;
                foreach (var item in json.EnumerateArray())
                    Check(item, info.ElementType!, $"{path}[{index++}]", errors);
                break;
            case (JsonTypeInfoKind.None, _) when CanRead(json, type):
                break;
            default:
                errors[path.Length == 0 ? "body" : path] = [$"Give {Describe(type, info.Kind)}."];
                break;
        }
    }

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
            { IsEnum: true } => $"one of: {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when type == typeof(string) => "a text",
            _ when type == typeof(Instant) => "an instant, such as 2026-03-02T09:00:00Z",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ => "a number",
        };
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
