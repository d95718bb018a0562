using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

/// <summary>Keeps the sample's board alive: every few seconds somebody moves a lead, through the door like everybody.</summary>
public sealed class Simulator(
    Door door, LiveBoard live, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<Simulator> log) : BackgroundService
{
    // About as many open leads as the sample begins with.
    private const int OpenLeads = 150;

    private readonly Random random = new();

    public bool IsOn { get; private set; } = true;

    public event Action? Switched;

    public void Switch(bool on)
    {
        IsOn = on;
        Switched?.Invoke();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await live.Ready.WaitAsync(stopping);
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(2 + random.NextDouble() * 4), time, stopping);
                if (IsOn)
                    await Step();
            }
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("The simulator stopped");
        }
    }

    /// <summary>One thing happens, if anything can.</summary>
    public async Task Step()
    {
        try
        {
            var board = live.Current;
            if (board.Cards.Count < OpenLeads && random.Next(100) < 40)
                await door.Do(Actor.System, write => write.Take(new SampleInquiries(random).Stranger()));
            else
                await MoveOne(board);
        }
        catch (Exception error) when (error is Refusal or Busy)
        {
            // A person at the sample was faster, or the file is busy: the next step comes soon.
            log.LogDebug(error, "The simulator's move was refused");
        }
    }

    private async Task MoveOne(WholeBoard board)
    {
        if (Pick(board) is not { } card)
            return;
        await using var rows = await contexts.CreateDbContextAsync();
        if (LeadReader.Load(rows, card.Id) is { } lead
            && new SampleMoves(random).Next(lead, live.Company, Instant.FromDateTimeOffset(time.GetUtcNow())) is { } move)
            await door.Fire(move.Actor, lead.Id, lead.Version, move.Trigger, move.Args);
    }

    // Breaches do not pile up, and nobody gets to everything in time either.
    private Card? Pick(WholeBoard board)
    {
        var late = board.Cards.Values.Where(c => c.Clock?.Sla == Sla.Breached).ToList();
        var some = late.Count > 3
            ? late
            : board.Cards.Values.Where(c => c.Column is not (Column.Nurturing or Column.Opportunity) || random.Next(8) == 0).ToList();
        return some.Count == 0 ? null : some[random.Next(some.Count)];
    }
}
