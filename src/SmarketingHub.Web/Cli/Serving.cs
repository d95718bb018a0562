using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SmarketingHub.Web.Cli;

/// <summary>The server at the console: one line when it is up, one when it cannot come up.</summary>
public static class Serving
{
    public static void AnnounceAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses)
            Console.WriteLine($"SmarketingHub is at {string.Join(" and ", addresses)}");
    });
}
