using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SmarketingHub.Domain.Tests;
using SmarketingHub.Engine.Telemetry;
using SmarketingHub.Web.Telemetry;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Telemetry;

public sealed class TelemetryTests
{
    // Each of them could only have come from a person.
    private static readonly string[] Personal =
        ["zuzanna", "Wisniewska", "zuzanna.w@personal.example", "600700800", "likes-the-blue-one", "203.0.113.77", "shk_"];

    [Fact]
    public async Task Everything_is_sent_and_nothing_of_a_person()
    {
        await using var collector = await Collector.Start();
        await using (var server = await ApiServer.Start(settings: Settings(collector.Address)))
        {
            await Work(server);
            var log = server.Services.GetRequiredService<ILoggerFactory>();
            log.CreateLogger("SmarketingHub.Test").LogError(new InvalidOperationException("about Wisniewska"), "Our line of {Count}", 3);
            log.CreateLogger("Microsoft.Test").LogError(new InvalidOperationException("to 600700800"), "Their line for {Name}", "zuzanna");
            await Eventually.Holds(() => Task.FromResult(
                collector.Has("traces", "/api/v1/leads") && collector.Has("traces", "commit")
                && collector.Has("metrics", "smarketinghub.commands") && collector.Has("metrics", "smarketinghub.clock.lag")
                && collector.Has("metrics", "http.server.request.duration")
                && collector.Has("logs", "Our line of 3") && collector.Has("logs", "Their line for {Name}")
                && collector.Has("logs", "System.InvalidOperationException")));
        }
        foreach (var (signal, text) in collector.Received)
            foreach (var word in Personal)
                Around(text, word).ShouldBeNull($"{word} in {signal}");
    }

    [Fact]
    public async Task Without_an_address_nothing_of_it_is_there()
    {
        await using var server = await ApiServer.Start();
        server.Services.GetService<TracerProvider>().ShouldBeNull();
        server.Services.GetService<MeterProvider>().ShouldBeNull();
    }

    [Theory]
    [InlineData("collector:4317", null, "OTEL_EXPORTER_OTLP_ENDPOINT has 'collector:4317'")]
    [InlineData("here", null, "OTEL_EXPORTER_OTLP_ENDPOINT has 'here'")]
    [InlineData("http://localhost:4317", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL has 'http/json'")]
    public void A_setting_that_cannot_be_is_named(string endpoint, string? protocol, string said) =>
        Should.Throw<FormatException>(() => new ServiceCollection().AddHubTelemetry(new ConfigurationBuilder().AddInMemoryCollection(
            [new(TelemetrySetup.Endpoint, endpoint), new(TelemetrySetup.Protocol, protocol)]).Build())).Message.ShouldStartWith(said);

    [Fact]
    public async Task Every_measure_is_documented()
    {
        await using var collector = await Collector.Start();
        await using var server = await ApiServer.Start(settings: Settings(collector.Address));
        var names = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();
        names.Count.ShouldBeGreaterThan(15);
        var documented = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs/operating.md"), TestContext.Current.CancellationToken);
        names.Where(name => !documented.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

        void Note(Instrument instrument)
        {
            if (instrument.Meter.Name == Measures.Name)
                names.Add(instrument.Name);
        }
    }

    private static string? Around(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        ? text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)] : null;

    private static async Task Work(ApiServer server)
    {
        var id = await server.Admin.Take(
            """{"firstName":"Zuzanna","lastName":"Wisniewska","email":"zuzanna.w@personal.example","phone":"+48 600700800"}""");
        await server.Admin.Post($"leads/{id}/note", """{"words":"likes-the-blue-one"}""");
        await server.Admin.Post($"leads/{id}/note", """{"nonsense":"likes-the-blue-one"}""");
        await server.Admin.Get("leads?search=Wisniewska");
        await server.Admin.Get("leads/by-external-id/crm/zuzanna.w@personal.example");
        await server.Admin.Get("zuzanna/Wisniewska?email=zuzanna.w@personal.example");
        using var anybody = server.Client(null);
        anybody.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        anybody.DefaultRequestHeaders.UserAgent.ParseAdd("zuzanna/1.0");
        anybody.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        anybody.DefaultRequestHeaders.Add("tracestate", "of=zuzanna");
        anybody.DefaultRequestHeaders.Add("baggage", "who=Wisniewska");
        await anybody.GetAsync("/account/sign-in?email=zuzanna.w@personal.example", TestContext.Current.CancellationToken);
        await anybody.GetAsync("/api/v1/leads/zuzanna", TestContext.Current.CancellationToken);
        await anybody.GetAsync("/hubs/board?access_token=shk_zuzanna", TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string?> Settings(string address) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };
}
