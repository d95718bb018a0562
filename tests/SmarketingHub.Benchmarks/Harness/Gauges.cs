using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Benchmarks.Circuits;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Engine.Board;

[assembly: HostingStartup(typeof(Gauges))]

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>In a server's own process: says what its heap holds. <see cref="HubProcess"/> asks.</summary>
public sealed class Gauges : IHostingStartup, IStartupFilter
{
    internal const string Address = "/benchmark/gauges";

    /// <summary>A setting: how long a circuit whose line is lost is kept.</summary>
    internal const string Retention = "HUB_BENCH_RETENTION";

    // The product's assets as a published build has them, read from where the build put them.
    public void Configure(IWebHostBuilder builder) =>
        builder.UseStaticWebAssets().ConfigureServices((context, services) =>
        {
            services.AddSingleton<IStartupFilter>(this);
            if (context.Configuration[Retention] is { } retention)
                services.Configure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.Parse(retention,
                    CultureInfo.InvariantCulture));
        });

    Action<IApplicationBuilder> IStartupFilter.Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map(Address, gauge => gauge.Run(context => context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Heap()} {context.RequestServices.GetRequiredService<LiveBoard>().Watching} {Handlers.Of(context.RequestServices)}"))));
        next(app);
    };

    // Finalizers let further objects go.
    private static long Heap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
