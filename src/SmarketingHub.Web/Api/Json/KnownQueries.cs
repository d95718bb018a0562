using System.Reflection;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Api.Json;

/// <summary>Names query parameters that nobody reads: a misspelled filter must not answer with everything.</summary>
internal static class KnownQueries
{
    internal static EndpointFilterDelegate Refuse(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var known = context.MethodInfo.GetParameters()
            .SelectMany(p => p.GetCustomAttribute<AsParametersAttribute>() is null
                ? [p.Name!] : p.ParameterType.GetProperties().Select(q => q.Name))
            .Select(CamelCase.Of).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return call =>
        {
            var unknown = call.HttpContext.Request.Query.Keys.Where(key => !known.Contains(key))
                .ToDictionary(key => key, _ => new[] { "There is no such parameter." });
            return unknown.Count == 0 ? next(call) : throw new InvalidBody(unknown);
        };
    }
}
