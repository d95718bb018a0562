using System.Text.Json;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>
/// One lead's history once more: it goes the way it went, and at each moment at which a turn asks for a promise, each run chooses anew.
/// </summary>
internal sealed partial class LeadReplay
{
    private static readonly Duration Tick = Duration.FromMilliseconds(1);

    private readonly IReadOnlyList<Line> lines;
    private readonly Run[] runs;
    private readonly List<Ask> asks = [];
    private readonly Dictionary<long, RealClock> real = [];
    private int index;
    private Instant lastAt = Instant.MinValue;
    private Instant now;
    private Attempt? attempted;

    private LeadReplay(long id, IReadOnlyList<Line> lines, IReadOnlyList<InForceThen> inForce)
    {
        this.lines = lines;
        Lead = new() { Id = id };
        runs = [.. inForce.Select((then, run) => new Run(run, then, Lead))];
    }

    internal Lead Lead { get; }
    internal IReadOnlyList<Ask> Asks => asks;

    /// <param name="asOf">What is due by then and was not done is breached.</param>
    internal static LeadReplay Of(long id, IReadOnlyList<Line> lines, IReadOnlyList<InForceThen> inForce, Instant asOf)
    {
        var replay = new LeadReplay(id, lines, inForce);
        for (; replay.index < lines.Count; replay.index++)
            replay.Take(lines[replay.index]);
        replay.Each(run => run.Advance(asOf + Tick, long.MaxValue));
        return replay;
    }

    private Line Line => lines[index];

    /// <summary>Told afterwards: at an earlier time than it was written, by no command of that time.</summary>
    private bool IsHistory => Line.At < now;

    private void Take(Line line)
    {
        var isNew = index == 0 || !line.IsOfCommand(lines[index - 1]);
        // The time of the turn: never before the lead's last event.
        now = Instant.Max(line.RecordedAt, lastAt);
        if (isNew)
            attempted = null;
        if (isNew || line.At > lastAt)
            Advance(Instant.Min(line.At, line.RecordedAt));
        lastAt = Instant.Max(line.At, lastAt);
        switch (line.Type)
        {
            case "clockStarted": Started(Read<StartedLine>(line)); break;
            case "uncovered": Uncovered(Read<UncoveredLine>(line)); break;
            case "clockBreached" or "clockMet" or "clockStopped" or "clockVoided" or "clockHeld" or "clockReleased" or "clockCorrected" or "clockReTimed" or "breachExcused":
                var told = Read<ClockLine>(line);
                if (line.Type == "clockReTimed")
                    ReTimed(told, line);
                real.GetValueOrDefault(told.Clock)?.Take(line.Type, told);
                // A command at the very instant of a deadline is in time, unless the ledger shows that the timer was there before it.
                if (line.Type == "clockBreached")
                    Advance(Instant.Min(line.At, line.RecordedAt) + Tick);
                break;
            case "clockKept": ReTimed(Read<ClockLine>(line), line); break;
            case "clockWarned" or "ladderStepped" or "effortCounted" or "noteAdded" or "leadAssigned": break;
            default: Happened(LedgerJson.Read(line.Type, line.Body) ?? throw new InvalidOperationException($"No rule for {line.Type}."), line); break;
        }
    }

    private void Advance(Instant until) => Each(run => run.Advance(until, Line.Sequence));

    // The ledger shows when an agreement had its turn at a clock: at one instant before all else, and before what the same command does to it.
    private void ReTimed(ClockLine told, Line line)
    {
        if (asks.FindLast(a => a.Was?.Started.Clock == told.Clock) is { } ask)
            Each(run => run.ReTime(ask, line.At + Tick, line.Sequence, told.AgreementVersion ?? told.Version));
    }

    private static T Read<T>(Line line) => JsonSerializer.Deserialize<T>(line.Body, LedgerJson.Options)!;

    private void Each(Action<Run> act)
    {
        foreach (var run in runs)
            act(run);
    }

    private Ask NewAsk(Promise promise, string owedBy, long? handoff, long? person, Instant from)
    {
        var ask = new Ask(promise, owedBy, handoff, person, from, Line, runs.Length);
        asks.Add(ask);
        return ask;
    }

    private void AskFor(Promise promise, StartsAt starts, string owedBy, string? other, Instant from, Handoff? handoff = null, long? person = null)
    {
        var ask = NewAsk(promise, owedBy, handoff?.Id, person, from);
        Each(run => run.StartOr(ask, starts, other));
    }

    // A round that was judged again replaces the one before; else it answers what was asked in this command.
    private void Started(StartedLine started)
    {
        if (started.Round != 1)
            return;
        var clock = real[started.Clock] = new(started);
        var ask = asks.FindLast(a => a.Was is { VoidReason: "judged again" } was && a.Promise == started.Promise && a.Handoff == started.Handoff && was.Started.StartedAt == started.StartedAt)
            ?? asks.FindLast(a => a.Promise == started.Promise && a.Handoff == started.Handoff && a.Was is null && !a.WasUncovered && IsOfThisCommand(a));
        if (ask is not null)
            ask.Was = clock;
        else
            Unasked.Add(clock);
    }

    private void Uncovered(UncoveredLine uncovered)
    {
        if (asks.FindLast(a => a.Promise == uncovered.Promise && a.Was is null && !a.WasUncovered && IsOfThisCommand(a)) is { } ask)
            ask.WasUncovered = true;
    }

    /// <summary>Clocks of the ledger that by this replay were never asked for: there are none.</summary>
    internal List<RealClock> Unasked { get; } = [];

    private bool IsOfThisCommand(Ask ask) => ask.Line.RecordedAt == Line.RecordedAt && ask.Line.Actor == Line.Actor;
}
