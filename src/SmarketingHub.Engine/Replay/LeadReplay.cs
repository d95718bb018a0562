using System.Text.Json;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Rules;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Replay;

/// <summary>
/// One lead's history once more: it goes the way it went, and where an event calls for a promise each variant chooses anew.
/// </summary>
internal sealed partial class LeadReplay
{
    private static readonly Duration Tick = Duration.FromMilliseconds(1);

    private readonly IReadOnlyList<Line> lines;
    private readonly Variant[] variants;
    private readonly List<ReplayedPromise> promises = [];
    private readonly Dictionary<long, RealClock> real = [];
    private int index;
    private Instant lastAt = Instant.MinValue;
    private Instant now;
    private Attempt? attempted;

    // When what a command told of late was done, as the first clock that it corrected says.
    private Instant? corrected;

    private LeadReplay(long id, IReadOnlyList<Line> lines, IReadOnlyList<InForceThen> inForce)
    {
        this.lines = lines;
        Lead = new() { Id = id };
        variants = [.. inForce.Select((then, index) => new Variant(index, then, Lead))];
    }

    internal Lead Lead { get; }
    internal IReadOnlyList<ReplayedPromise> Promises => promises;

    /// <param name="asOf">What is due by then and was not done is breached.</param>
    internal static LeadReplay Of(long id, IReadOnlyList<Line> lines, IReadOnlyList<InForceThen> inForce, Instant asOf)
    {
        var replay = new LeadReplay(id, lines, inForce);
        for (; replay.index < lines.Count; replay.index++)
            replay.Take(lines[replay.index]);
        replay.Each(variant => variant.Advance(asOf + Tick, long.MaxValue));
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
            (attempted, corrected) = (null, null);
        if (isNew || line.At > lastAt)
            Advance(Instant.Min(line.At, line.RecordedAt));
        lastAt = Instant.Max(line.At, lastAt);
        var kind = line.Kind;
        switch (kind)
        {
            case nameof(ClockStarted): Started(Read<StartedLine>(line)); break;
            case nameof(Uncovered): Uncovered(Read<UncoveredLine>(line)); break;
            case nameof(ClockBreached) or nameof(ClockMet) or nameof(ClockStopped) or nameof(ClockVoided) or nameof(ClockCorrected)
                or nameof(BreachExcused) or nameof(ClockHeld) or nameof(ClockReleased) or nameof(ClockReTimed):
                var told = Read<ClockLine>(line);
                if (kind == nameof(ClockReTimed))
                    ReTimed(told, line);
                if (kind == nameof(ClockCorrected))
                    corrected ??= told.StoppedAt;
                if (kind == nameof(ClockVoided) && told.Reason == ClockEnd.AgreementEnded)
                    OfClock(told, (variant, promise) => variant.EndWithAgreement(promise, line.At + Tick, line.Sequence));
                real.GetValueOrDefault(told.Clock)?.Take(kind, told);
                // A command at the very instant of a deadline is in time, unless the ledger shows that the timer was there before it.
                if (kind == nameof(ClockBreached))
                    Advance(Instant.Min(line.At, line.RecordedAt) + Tick);
                break;
            case nameof(ClockKept): ReTimed(Read<ClockLine>(line), line); break;
            // Whom the holder gives it to decides no verdict: of an offer alone it matters who was asked.
            case nameof(ClockWarned) or nameof(LadderStepped) or nameof(EffortCounted) or nameof(NoteAdded) or nameof(RowImported)
                or nameof(FormFilled) or nameof(LeadAssigned) or nameof(BreachCaused)
                or nameof(LeadRouted) or nameof(RouteHeld) or nameof(TurnGivenBack):
                break;
            default:
                Happened(LedgerJson.Read(line.Type, line.Body) ?? throw new InvalidOperationException($"No rule for {line.Type}."), line);
                break;
        }
    }

    private void Advance(Instant until) => Each(variant => variant.Advance(until, Line.Sequence));

    // The ledger shows when an agreement had its turn at a clock: at one instant before all else, and before what the same
    // command does to it.
    private void ReTimed(ClockLine told, Line line) => OfClock(told,
        (variant, promise) => variant.ReTime(promise, line.At + Tick, line.Sequence, told.AgreementVersion ?? told.Version));

    private void OfClock(ClockLine told, Action<Variant, ReplayedPromise> act)
    {
        if (promises.FindLast(p => p.Was?.Started.Clock == told.Clock) is { } promise)
            Each(variant => act(variant, promise));
    }

    private static T Read<T>(Line line) => JsonSerializer.Deserialize<T>(line.Body, LedgerJson.Options)!;

    private void Each(Action<Variant> act)
    {
        foreach (var variant in variants)
            act(variant);
    }

    // A round that was judged again replaces the one before; else it is what an event of this command called for.
    private void Started(StartedLine started)
    {
        if (started.Round != 1)
            return;
        var clock = real[started.Clock] = new(started);
        bool IsPromise(ReplayedPromise p) => p.Promise == started.Promise && p.Handoff == started.Handoff;
        var promise = promises.FindLast(p =>
                IsPromise(p) && p.Was is { VoidReason: "judged again" } was && was.Started.StartedAt == started.StartedAt)
            ?? promises.FindLast(p => IsPromise(p) && p.Was is null && !p.WasUncovered && IsOfThisCommand(p));
        if (promise is not null)
            promise.Was = clock;
        else
            Unexplained.Add(clock);
    }

    private void Uncovered(UncoveredLine uncovered)
    {
        if (promises.FindLast(p => p.Promise == uncovered.Promise && p.Was is null && !p.WasUncovered && IsOfThisCommand(p)) is { } promise)
            promise.WasUncovered = true;
    }

    /// <summary>Clocks of the ledger that by this replay nothing called for: there are none.</summary>
    internal List<RealClock> Unexplained { get; } = [];

    private bool IsOfThisCommand(ReplayedPromise promise) => promise.Line.RecordedAt == Line.RecordedAt && promise.Line.Actor == Line.Actor;
}
