using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Engine.Reports.Folding;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.Verification;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>
/// One process of the product on the file: the door, and what a server runs beside it. Due points fire when the simulation says so.
/// </summary>
internal sealed class Process : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private bool boardStarted;

    private Process(string file, SimTime time, Func<byte[]> newKey, DoorOptions options, Loft loft) => services = new ServiceCollection()
        .AddSingleton<TimeProvider>(time)
        .AddSingleton(options)
        .AddSingleton<IChannel>(loft)
        .AddSingleton<IComposer>(loft)
        .AddHubEngine($"Data Source={file}")
        .AddHubServer()
        .ConfigureDbContext<SqliteHubContext>(context => context.AddInterceptors(Crash))
        .AddSingleton(provider =>
        {
            var door = ActivatorUtilities.CreateInstance<Door>(provider);
            door.NewKey = newKey;
            return door;
        })
        .BuildServiceProvider();

    public CrashPoint Crash { get; } = new();
    public Door Door => services.GetRequiredService<Door>();
    public LiveBoard Board => services.GetRequiredService<LiveBoard>();
    public Importer Importer => services.GetRequiredService<Importer>();
    public ImportUndo Undo => services.GetRequiredService<ImportUndo>();
    public ReportFollower Follower => services.GetRequiredService<ReportFollower>();
    public LetterSender Letters => services.GetRequiredService<LetterSender>();
    public Replayer Replayer => services.GetRequiredService<Replayer>();

    public static async Task<Process> Start(string file, SimTime time, Func<byte[]> newKey, DoorOptions options, Loft loft)
    {
        var process = new Process(file, time, newKey, options, loft);
        await process.Door.StartAsync(default);
        return process;
    }

    public Task FireAll() => services.GetRequiredService<Enforcer>().FireAll();

    /// <summary>The board with everything that was committed; started when it is first asked for.</summary>
    public async Task<WholeBoard> BoardNow()
    {
        if (!boardStarted)
            await Board.StartAsync(default);
        boardStarted = true;
        await Board.Ready.WaitAsync(TimeSpan.FromMinutes(1));
        // Those who watch have been told by then.
        return await Board.UpToDate(default).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>The cards of all open leads, read anew.</summary>
    public IReadOnlyList<Card> Cards()
    {
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return [.. CardReader.Read(rows, CompanyStore.Read(rows), null)];
    }

    /// <summary>The leads as the door has them, in memory or not, and as the file has them.</summary>
    public async Task<List<(string Door, string File)>> Leads(IReadOnlyList<long> ids)
    {
        var leads = await Door.Do(Domain.People.Actor.System, write => ids.Select(id => write.Lead(id).Lead).ToList());
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        return leads.ConvertAll(lead => (JsonSerializer.Serialize(lead, LedgerJson.Options),
            JsonSerializer.Serialize(LeadReader.Load(rows, lead.Id), LedgerJson.Options)));
    }

    public Company Company()
    {
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return CompanyStore.Read(rows);
    }

    public Verified Verify()
    {
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return Verifier.Verify(rows);
    }

    /// <summary>
    /// All that reports read as it was known at a moment, a row a line; null: as it stands, without a look at the ledger.
    /// </summary>
    public async Task<string> Reports(long? knownAt)
    {
        await using var rows = await services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContextAsync();
        await using var moment = await ReportMoment.Open(rows, CompanyStore.Read(rows),
            knownAt is { } at ? Instant.FromUnixTimeMilliseconds(at) : Instant.FromUtc(2200, 1, 1, 0, 0), default);
        return ReportText.Of(
            [
                Of(moment.Leads), Of(moment.Promises), Of(moment.Stretches), Of(moment.Acts), Of(moment.Handoffs), Of(moment.Returns),
                Of(moment.Pauses),
            ]);

        IEnumerable<object> Of<T>(KnownRows<T> known) where T : class =>
            knownAt is null && known.Folded.Count > 0
                ? throw new Reference.Broken("the rows of reports follow", $"{known.Folded.Count} do not") : known.Ask(all => all);
    }

    /// <summary>The same, folded from the ledger alone.</summary>
    public string FoldedReports()
    {
        using var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        using var reading = rows.BeginRead();
        var reports = Histories.Read(rows, rows.Ledger.Where(e => e.LeadId != null).Select(e => e.LeadId!.Value).Distinct().ToList())
            .Select(lead => LeadReport.Of(lead.Lead, lead.Lines, lead.KnownAt)).ToList();
        return ReportText.Of(
            [
                reports.Select(r => r.Lead).OfType<object>(), reports.SelectMany(r => r.Promises), reports.SelectMany(r => r.Stretches),
                reports.SelectMany(r => r.Acts), reports.SelectMany(r => r.Handoffs), reports.SelectMany(r => r.Returns),
                reports.SelectMany(r => r.Pauses),
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (boardStarted)
            await Board.StopAsync(default);
        string connection;
        using (var rows = services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext())
            connection = rows.Database.GetConnectionString()!;
        await services.DisposeAsync();
        using var pool = new Microsoft.Data.Sqlite.SqliteConnection(connection);
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(pool);
    }
}
