using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Cli;

/// <summary>One run of a command on the file; creates and migrates it when it is missing.</summary>
internal sealed class HubCommand : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private HubCommand(ServiceProvider services) => this.services = services;

    internal IServiceProvider Services => services;
    internal Door Door => services.GetRequiredService<Door>();

    /// <summary>Runs a command; whatever goes wrong is one clear line on standard error.</summary>
    internal static Task<int> Run(Func<HubCommand, Task<int>> run, Action<IServiceCollection>? with = null) => ConsoleErrors.Run(async () =>
    {
        var settings = Settings();
        await using var command = await Open(settings.Connection, settings.Configuration, with);
        return await run(command);
    });

    internal static (string Connection, IConfiguration Configuration) Settings()
    {
        var builder = WebApplication.CreateSlimBuilder(CommandLine.ServerOptions([]));
        return (HubFile.ConnectionString(builder.Configuration, builder.Environment), builder.Configuration);
    }

    /// <summary>As the administrator that whoever can run commands here is.</summary>
    internal Task<T> Do<T>(Func<Write, T> change) => Door.Do(Actor.System, change);

    internal HubContext Rows() => services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();

    private static async Task<HubCommand> Open(string connection, IConfiguration configuration, Action<IServiceCollection>? with)
    {
        // An upgrade of the file is told; everything else is the command's own line.
        var services = new ServiceCollection().AddHubMail(configuration).AddHubEngine(connection).AddLogging(log => log
            .AddFilter((category, _) => category == typeof(FileUpgrade).FullName)
            .AddSimpleConsole(line => line.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        with?.Invoke(services);
        var command = new HubCommand(services.BuildServiceProvider());
        try
        {
            await HubEngine.Open(command.services, HubFile.Fresh(configuration));
            return command;
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
