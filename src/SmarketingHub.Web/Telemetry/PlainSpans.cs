using System.Diagnostics;
using OpenTelemetry;

namespace SmarketingHub.Web.Telemetry;

/// <summary>
/// Leaves of a span what is known to be of no person: which call, by its route and not its address, what became of it, and which server was
/// asked. Addresses, queries, browsers and where somebody is may name one.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private const string Pages = "Microsoft.AspNetCore.Components";

    private static readonly HashSet<string> Known =
    [
        "http.request.method", "http.response.status_code", "http.route", "error.type", "url.scheme", "network.protocol.version",
    ];

    // Of a call that goes out. Of one that comes in, the caller writes it.
    private static readonly HashSet<string> OfOthers = ["server.address", "server.port"];

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
            if (!IsKnown(data, name))
                data.SetTag(name, null);
        // Not null: then it would be its parent's.
        data.TraceStateString = "";
        // Without its description, which may quote anything.
        if (data.Status != ActivityStatusCode.Unset)
            data.SetStatus(data.Status);
        // An event has the words of an error, and a link what the caller wrote. They cannot be taken out: such a span stays here, as do
        // those of what somebody presses on a page.
        if (data.Events.Any() || data.Links.Any() || data.Source.Name.StartsWith(Pages, StringComparison.Ordinal))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static bool IsKnown(Activity span, string tag) =>
        Known.Contains(tag) || tag.StartsWith("smarketinghub.", StringComparison.Ordinal)
        || span.Kind == ActivityKind.Client && OfOthers.Contains(tag);
}
