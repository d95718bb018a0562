using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Backups;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Web.Features.Connected;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Features.Operations;

/// <summary>
/// Reads how the installation does, when somebody looks: from memory, by one look at what is due and one at the folder of backups. What
/// reads more, the room that tables take, is counted once for all who look.
/// </summary>
public sealed class OperationsReader(
    IDbContextFactory<HubContext> contexts, Door door, LiveBoard live, Enforcer enforcer, Troubles troubles, ScheduledBackups backups,
    ScheduledExports exports, Connections connections, RunningImports imports, FigureCache figures, TimeProvider time,
    ILogger<OperationsReader> log)
{
    private readonly Instant started = Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<OperationsNow> Read()
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (fault, oldest, telling, headKey) = Look(now);
        return new(
            now, started, live.Ready.IsCompletedSuccessfully, fault ?? door.Fault, door.Waiting, door.LongestWaiting,
            door.Figures.TurnedAway, oldest < now ? now - oldest : null, oldest, troubles.All, Connected(live.Company), live.Watching,
            imports.UnderWay, door.Figures.All, await Storage(), backups.Stand(), exports.Stand(),
            await Reports(), telling)
        {
            HeadKey = headKey,
        };
    }

    private (string? Fault, Instant? Oldest, TellingFigures? Telling, string? HeadKey) Look(Instant now)
    {
        try
        {
            using var rows = contexts.CreateDbContext();
            return (FileProbe.WhyNotWritable(rows), enforcer.OldestDue(), TellingFigures.Read(rows, now), HeadKey.Public(rows));
        }
        catch (Exception error) when (FileFault.Of(error) is { } reason)
        {
            log.LogError("What is due could not be read: {Reason}", reason);
            return (reason, null, null, null);
        }
    }

    private async Task<FileFigures?> Storage()
    {
        try
        {
            return (await figures.Once("operations: storage", (rows, _) => Task.FromResult(FileFigures.Of(rows)))).What;
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            log.LogError(error, "The room that the file takes could not be read");
            return null;
        }
    }

    private async Task<ReportStanding?> Reports()
    {
        try
        {
            return await figures.Standing();
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            log.LogError(error, "How far the rows of reports are could not be read");
            return null;
        }
    }

    private IReadOnlyList<ConnectedOne> Connected(Company company) =>
        [.. connections.All.Select(line => line.Who.Key is null
            ? new ConnectedOne(company.PersonName(line.Who.Person), IsProgram: false, line.Lines)
            : new ConnectedOne(line.Who.KeyName!, IsProgram: true, line.Lines))];
}
