using System.Globalization;
using System.Reflection;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>What is wrong with a query, by the name of the parameter.</summary>
internal static class KnownQueries
{
    private const string Once = "Give it once.";

    /// <summary>Names parameters that nobody reads, or of which one is read: a filter that is lost must not answer with all.</summary>
    internal static EndpointFilterDelegate Refuse(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var known = Of(context.MethodInfo).ToDictionary(p => p.Name, p => p.Type, StringComparer.OrdinalIgnoreCase);
        return call =>
        {
            var wrong = new Dictionary<string, string[]>();
            foreach (var (name, values) in call.HttpContext.Request.Query)
                if (!known.TryGetValue(name, out var type))
                    wrong[name] = ["There is no such parameter."];
                else if (values.Count > 1 && !type.IsArray)
                    wrong[name] = [Once];
            return wrong.Count == 0 ? next(call) : throw new InvalidBody(wrong);
        };
    }

    /// <summary>Of a call that could not be bound: the values of another type than the endpoint reads, and what would be right.</summary>
    internal static Dictionary<string, string[]> OfAnotherType(Endpoint? endpoint, IQueryCollection query)
    {
        var wrong = new Dictionary<string, string[]>();
        foreach (var (name, type) in endpoint?.Metadata.GetMetadata<MethodInfo>() is { } method ? Of(method) : [])
            if (query.TryGetValue(name, out var values)
                && RightOf(Nullable.GetUnderlyingType(type) ?? type, values.ToString()) is { } right)
                wrong[name] = [values.Count > 1 ? Once : right];
        return wrong;
    }

    private static IEnumerable<(string Name, Type Type)> Of(MethodInfo method) => method.GetParameters()
        .SelectMany(p => p.GetCustomAttribute<AsParametersAttribute>() is null
            ? [(p.Name!, p.ParameterType)] : p.ParameterType.GetProperties().Select(q => (q.Name, q.PropertyType)))
        .Select(p => (CamelCase.Of(p.Item1), p.Item2));

    // Null: it is right.
    private static string? RightOf(Type type, string value) => type switch
    {
        _ when type == typeof(int) => int.TryParse(value, CultureInfo.InvariantCulture, out _) ? null
            : $"Give a whole number up to {int.MaxValue}.",
        _ when type == typeof(long) => long.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "Give a whole number, such as 7.",
        _ when type == typeof(bool) => bool.TryParse(value, out _) ? null : "Give true or false.",
        _ => null,
    };
}
