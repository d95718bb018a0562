using SmarketingHub.Engine;
using SmarketingHub.Web;
using SmarketingHub.Web.Api;
using SmarketingHub.Web.Cli;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Sample;
using SmarketingHub.Web.Settings;
using SmarketingHub.Web.Telemetry;

// One executable: the server by default, or a command that ends.
if (CommandLine.IsCommand(args))
    return await CommandLine.Run(args);

return await ConsoleErrors.Run(Serve);

async Task<int> Serve()
{
    var builder = WebApplication.CreateBuilder(CommandLine.ServerOptions(args));
    var connection = HubFile.ConnectionString(builder.Configuration, builder.Environment);
    builder.Services
        .AddHubFeeds(builder.Configuration)
        .AddHubDoor(builder.Configuration)
        .AddHubMail(builder.Configuration)
        .AddHubBackups(builder.Configuration)
        .AddHubWebhooks(builder.Configuration)
        .AddHubChannels(builder.Configuration)
        .AddHubForms(builder.Configuration)
        .AddHubTelemetry(builder.Configuration)
        .AddHubEngine(connection)
        .AddHubServer()
        .AddHubSignIn()
        .AddHubApi()
        .AddHubUi();
    await builder.AddSample(connection);

    var app = builder.Build();
    await HubEngine.Open(app.Services, HubFile.Fresh(app.Configuration));

    app.UseKnownProxies();
    app.UseHubProblems();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.UseAuthorization();
    app.MapHubApi();
    app.MapHubSignIn();
    app.MapSample();
    app.UseHubUi();

    app.AnnounceAddress();
    await app.RunAsync();
    return 0;
}

/// <summary>Named for the tests that start the server in their own process.</summary>
public partial class Program;
