using System.Collections;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Bell;

namespace SmarketingHub.Benchmarks.Circuits;

/// <summary>Counts who listens to what outlives a circuit.</summary>
internal static class Handlers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>To the feeds, and to sign-ins that end.</summary>
    public static int Of(IServiceProvider services) => Of(
        services.GetRequiredService<LiveBoard>(), services.GetRequiredService<LiveBells>(), services.GetRequiredService<LiveBreaches>(),
        services.GetRequiredService<Sessions>());

    private static int Of(params IEnumerable<object> lasting) =>
        lasting.Sum(service => Fields(service.GetType()).Sum(field => Count(field.GetValue(service))));

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] : type.GetFields(Own).Concat(Fields(type.BaseType));

    // An event's own field, or the list that stands for one.
    private static int Count(object? value) => value switch
    {
        Delegate listeners => listeners.GetInvocationList().Length,
        { } list when list.GetType().IsGenericType && list.GetType().GetGenericTypeDefinition() == typeof(Listeners<>) =>
            ((ICollection)list.GetType().GetFields(Own).Single(field => typeof(ICollection).IsAssignableFrom(field.FieldType))
                .GetValue(list)!).Count,
        _ => 0,
    };
}
