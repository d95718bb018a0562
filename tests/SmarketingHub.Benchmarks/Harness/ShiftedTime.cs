using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;

[assembly: HostingStartup(typeof(ShiftedStart))]

namespace SmarketingHub.Benchmarks.Harness;

/// <summary>Runs as fast as the machine's clock, from another date: a fixture keeps the dates with which it was built.</summary>
public sealed class ShiftedTime(Instant from) : TimeProvider
{
    private readonly TimeSpan by = from.ToDateTimeOffset() - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}

/// <summary>Gives a server process of ours, started with <see cref="Variable"/>, its date.</summary>
public sealed class ShiftedStart : IHostingStartup
{
    public const string Variable = "HUB_BENCH_FROM";

    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } from)
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(
                new ShiftedTime(Instant.FromDateTimeOffset(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture)))));
    }
}
