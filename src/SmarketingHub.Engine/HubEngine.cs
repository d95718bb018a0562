using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Engine.Housekeeping;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Installing;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Routing;
using SmarketingHub.Engine.Routing.Past;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Telling.Mail;
using SmarketingHub.Engine.Telling.Nightly;
using SmarketingHub.Engine.Telling.Push;
using SmarketingHub.Engine.Telling.Slack;
using SmarketingHub.Engine.Telling.Teams;
using SmarketingHub.Engine.Values;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Engine.Webhooks;

namespace SmarketingHub.Engine;

/// <summary>Puts the engine together, for a server, a command or a test.</summary>
public static class HubEngine
{
    /// <summary>The door and the rows on one file. A server adds <see cref="AddHubServer"/>.</summary>
    public static IServiceCollection AddHubEngine(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSqlite(connectionString);
        services.AddScoped<HubContext>(provider => provider.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext());
        services.TryAddSingleton(MailDomains.BuiltIn);
        services.TryAddSingleton(new DoorOptions());
        services.AddSingleton<Door>();
        services.AddSingleton<Forgetter>();
        services.AddSingleton<Housekeeper>();
        services.AddSingleton<Importer>();
        services.AddSingleton<RunningImports>();
        services.AddSingleton<ImportProfiles>();
        services.AddSingleton<ImportUndo>();
        services.AddSingleton<Exporter>();
        services.TryAddSingleton(new FeedOptions());
        services.AddSingleton<FeedFetch>();
        services.AddSingleton<HolidayFeeds>();
        services.AddSingleton<Replayer>();
        services.AddSingleton<RoutingReplay>();
        services.TryAddSingleton(new WebhookOptions());
        services.AddSingleton<WebhookPost>();
        services.TryAddSingleton(new MailOptions());
        services.TryAddSingleton(new ChannelOptions());
        services.AddSingleton<ChannelWeb>();
        services.AddSingleton<PushKeys>();
        services.AddSingleton<IChannel, MailChannel>();
        services.AddSingleton<IChannel, SlackChannel>();
        services.AddSingleton<IChannel, TeamsChannel>();
        services.AddSingleton<IChannel, PushChannel>();
        services.AddSingleton<LetterPost>();
        services.TryAddSingleton(new FormOptions());
        services.AddSingleton<FormRates>();
        services.AddSingleton<FormTally>();
        services.AddSingleton<FormDesk>();
        services.AddSingleton<Troubles>();
        services.AddSingleton<ReportFollower>();
        services.AddSingleton<ReportNow>();
        services.AddSingleton<ReportFolds>();
        services.AddSingleton<NightlyReader>();
        return services;
    }

    /// <summary>
    /// What runs beside the door while a server is up: enforcement, the board, the counts of open breaches and of joint goals, the
    /// reading of holiday feeds, the rows that reports read, backups and exports.
    /// </summary>
    public static IServiceCollection AddHubServer(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<Door>());
        services.AddHostedService<OwedCuts>();
        services.TryAddSingleton(new BackupOptions());
        services.AddSingleton<ScheduledBackups>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduledBackups>());
        services.TryAddSingleton(new ExportOptions());
        services.AddSingleton<ScheduledExports>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduledExports>());
        services.AddHostedService(provider => provider.GetRequiredService<Housekeeper>());
        services.AddSingleton<Enforcer>();
        services.AddHostedService(provider => provider.GetRequiredService<Enforcer>());
        services.AddSingleton<HeldLeads>();
        services.AddHostedService(provider => provider.GetRequiredService<HeldLeads>());
        services.AddSingleton<LiveBoard>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveBoard>());
        services.AddSingleton<LiveBreaches>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveBreaches>());
        services.AddSingleton<FeedRefresher>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedRefresher>());
        services.AddHostedService(provider => provider.GetRequiredService<ImportUndo>());
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton<LetterSender>();
        services.AddHostedService(provider => provider.GetRequiredService<LetterSender>());
        services.AddSingleton<NightlyMails>();
        services.AddHostedService(provider => provider.GetRequiredService<NightlyMails>());
        services.AddHostedService(provider => provider.GetRequiredService<FormTally>());
        services.AddSingleton<LiveGoals>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveGoals>());
        services.AddHostedService(provider => provider.GetRequiredService<ReportFollower>());
        return services;
    }

    /// <summary>Creates or migrates the file and installs the company, so that the first lead has a clock. Starts the door.</summary>
    /// <exception cref="UnusableFile">Another program's file, a newer version's, or one that cannot be written.</exception>
    /// <param name="fresh">Zone and currency of a fresh installation; without: UTC and EUR.</param>
    public static async Task Open(IServiceProvider services, Installation? fresh = null)
    {
        await SqliteProvider.OpenFile(services);
        bool isInstalled;
        await using (var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync())
            isInstalled = await rows.Company.AnyAsync();
        var door = services.GetRequiredService<Door>();
        await door.StartAsync(CancellationToken.None);
        if (isInstalled)
            return;
        await door.Do(Actor.System, write =>
        {
            write.Install(fresh?.TimeZone ?? "Etc/UTC", fresh?.Currency ?? "EUR");
            return true;
        });
    }
}
