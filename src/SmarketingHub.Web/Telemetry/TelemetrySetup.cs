using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Web.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP, for whoever has a collector. Without its address nothing of it is there. What is sent has nothing of a
/// person in it: <see cref="PlainSpans"/> and <see cref="PlainLogs"/> see to it, whatever the libraries tell.
/// </summary>
public static class TelemetrySetup
{
    /// <summary>Where to. The other settings are those of OpenTelemetry, by the names that it gives them.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    // One long request a page, and those that ask whether the process lives.
    private static readonly string[] Unfollowed = ["/_blazor", "/hubs", "/healthz", "/readyz", "/_framework", "/_content", "/css", "/js"];

    /// <exception cref="FormatException">A setting says nothing that can be; says which, and what could be.</exception>
    public static IServiceCollection AddHubTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        if (settings[Endpoint]?.Trim() is not { Length: > 0 } endpoint)
            return services;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new FormatException($"{Endpoint} has '{endpoint}': give an address, such as http://localhost:4317.");
        if (settings[Protocol]?.Trim() is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            throw new FormatException($"{Protocol} has '{protocol}': give grpc or http/protobuf.");
        services.AddHostedService<LiveMeasures>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                settings["OTEL_SERVICE_NAME"] ?? Measures.Name,
                serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces.AddSource(Measures.Name)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsFollowed)
                .AddHttpClientInstrumentation()
                .AddProcessor(new PlainSpans()))
            .WithMetrics(metrics => metrics.AddMeter(Measures.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging(logs => logs.AddProcessor(new PlainLogs()), options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        return services;
    }

    private static bool IsFollowed(HttpContext context) => !Array.Exists(Unfollowed, path => context.Request.Path.StartsWithSegments(path));
}
