using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace SmarketingHub.Web.Api;

/// <summary>
/// The endpoints of the one group that it is, built once in a process. A group builds its own anew for whoever asks for them, routing and
/// authorization at the least, and compiles each: most of what a start cost. Nothing in them belongs to one server: what they
/// need comes with each request.
/// </summary>
internal sealed class BuiltOnce(EndpointDataSource group) : EndpointDataSource
{
    private static readonly Lock Building = new();
    private static IReadOnlyList<Endpoint>? built;

    public override IReadOnlyList<Endpoint> Endpoints
    {
        get
        {
            lock (Building)
                return built ??= group.Endpoints;
        }
    }

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    internal static RouteGroupBuilder MapGroup(IEndpointRouteBuilder app, string prefix)
    {
        var before = app.DataSources.ToHashSet();
        var mapped = app.MapGroup(prefix);
        var group = app.DataSources.Single(source => !before.Contains(source));
        app.DataSources.Remove(group);
        app.DataSources.Add(new BuiltOnce(group));
        return mapped;
    }
}
