using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Benchmarks.Harness;

[assembly: HostingStartup(typeof(ShiftedStart))]

namespace SmarketingHub.Benchmarks.Harness;

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
