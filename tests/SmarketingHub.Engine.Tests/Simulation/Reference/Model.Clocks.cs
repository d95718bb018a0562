namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>The clocks' part of the fold.</summary>
internal sealed partial class Model
{
    private void StartClock(RefLead lead, Body e, Line line)
    {
        var clock = new RefClock
        {
            Id = e.Number("clock")!.Value,
            Promise = e.Text("promise")!,
            Commitment = e.Text("commitment")!,
            Agreement = e.Number("agreement")!.Value,
            Version = (int)e.Number("agreementVersion")!.Value,
            Calendar = $"{e.Text("calendar")}@{e.Number("calendarVersion")}",
            OwedBy = e.Text("owedBy")!,
            Handoff = e.Number("handoff"),
            Person = e.Number("person"),
            Round = (int)e.Number("round")!.Value,
            StartedAt = e.At("startedAt")!.Value,
            Target = e.Number("targetSeconds")!.Value * 1000,
            Asked = (int)(e.Number("attemptsAsked") ?? 0),
            DueAt = e.At("dueAt")!.Value,
            Points = PointsOf(e),
            ToldAt = line.At,
        };
        clock.Holds.AddRange(e.Each("holds").Select(h => (h.At("from")!.Value, h.At("to"))));
        Promised(clock, line);
        InForceAt(lead, clock, line);
        foreach (var earlier in lead.Clocks.Where(c => c.Series == clock.Series && c.Round < clock.Round))
            EndLadder(earlier);
        lead.Clocks.Add(clock);
        AsCounted(clock, line, clock.DueAt, clock.Points);
    }

    /// <summary>Every running clock of the party goes with the lead; a breach stays with whose it was.</summary>
    private static void PassOn(RefLead lead, string party, long? person, Body e, Line line, string? but = null)
    {
        var running = lead.Clocks.Where(c => c.State is "running" or "paused" && c.OwedBy == party && c.Person != person
            && c.Promise != but).ToList();
        Broken.Unless(running.Select(c => $"{c.Id}").SequenceEqual(e.Words("clocks")), "a running clock is with whoever has the lead",
            line.ToString());
        running.ForEach(c => c.Person = person);
    }

    private static List<RefPoint> PointsOf(Body e) => [.. e.Each("points").Select(p => new RefPoint
    {
        Kind = p.Text("kind")!,
        Percent = (int)p.Number("percent")!.Value,
        At = p.At("at")!.Value,
        Action = p.Text("action"),
        Fired = p.Is("fired"),
    })];

    /// <summary>
    /// By the version that was in force when it started, or to which the one that it replaces had moved; a further round by that of the
    /// first, or one that re-times.
    /// </summary>
    private void InForceAt(RefLead lead, RefClock clock, Line line)
    {
        var agreement = Company.Agreements[clock.Agreement];
        bool InForce() => agreement.InForce(clock.StartedAt)?.Number == clock.Version
            || lead.Clocks.Exists(c => (c.Promise, c.StartedAt, c.Agreement, c.Version, c.State) == (clock.Promise, clock.StartedAt,
                clock.Agreement, clock.Version, "void"));
        bool Continues() => agreement.InForce(clock.StartedAt) is not null && !agreement.Versions.Exists(v =>
            v.ReTimes && v.Number > clock.Version && v.EffectiveAt <= clock.StartedAt && Fitting(lead, CommitmentOf(clock), v) is not null);
        Broken.Unless(clock.Round > 1 ? IsHistory || Continues() : InForce(), "a clock goes by the agreement of its time", line.ToString());
    }

    /// <summary>What it was started with is what the commitment says.</summary>
    private void Promised(RefClock clock, Line line)
    {
        var version = Company.Agreements[clock.Agreement].Versions.Find(v => v.Number == clock.Version);
        Broken.Unless(version is not null, "a clock goes by the agreement of its time", line.ToString());
        var commitment = version!.Commitments.Find(c => c.Text("id") == clock.Commitment);
        Broken.Unless(commitment is not null && commitment.Text("promise") == clock.Promise && commitment.Text("owedBy") == clock.OwedBy
            && version.Calendar == clock.Calendar,
            "a clock is what was promised", line.ToString());
        var minutes = Company.Calendars[clock.Calendar];
        var target = commitment!.Text("targetFromOpening") is { } opening && !minutes.IsOpen(clock.StartedAt)
            ? opening : commitment.Text("target")!;
        Broken.Unless(minutes.Length(target) == clock.Target, "a clock is what was promised", $"target {target}: {line}");
        var points = commitment.Words("warnAt").Select(w => $"warn {w}").Append("breach 100")
            .Concat(commitment.Each("ladder").Select(s => $"step {s.Number("percent")}"));
        Broken.Unless(clock.Points.Select(p => $"{p.Kind} {p.Percent}").SequenceEqual(points), "a clock is what was promised",
            line.ToString());
    }

    /// <summary>Every instant once more, along the minutes.</summary>
    private void AsCounted(RefClock clock, Line line, long? due, List<RefPoint> points, long released = 0)
    {
        var open = points.Where(p => !p.Fired).OrderBy(p => p.Percent).ToList();
        var holds = clock.Holds.Select(h => (h.From, h.To ?? line.At)).ToList();
        List<long> lengths = [.. open.Select(p => clock.Target * p.Percent / 100)];
        var counted = Company.Calendars[clock.Calendar].Due(clock.StartedAt, lengths, holds);
        foreach (var (point, at) in open.Zip(counted, (point, at) => (point, InOpenTime(point.Kind, at, released, clock.Calendar))))
            Broken.Unless(point.At == at, "business time by the minutes",
                $"{point.Kind} {point.Percent} at {Clocked.Text(point.At)}, counted {Clocked.Text(at)}: {line}");
        if (open.Find(p => p.Kind == "breach") is { } breach)
            Broken.Unless(due == breach.At, "the deadline is its breach", line.ToString());
        else
            Broken.Unless(due == clock.DueAt, "a deadline never changes once it was missed", line.ToString());
    }

    private void FoldClock(RefLead lead, RefClock clock, Body e, Line line)
    {
        switch (line.Type)
        {
            case "clockWarned": Fire(lead, clock, "warn", (int)e.Number("percent")!.Value, line); break;
            case "clockBreached":
                Fire(lead, clock, "breach", 100, line);
                To(clock, "breached", line, "running");
                clock.BreachedAt = line.At;
                break;
            case "ladderStepped": Step(lead, clock, e, line); break;
            case "effortCounted": clock.Made = (int)e.Number("made")!.Value; break;
            case "clockMet": Stop(clock, "met", e.At("stoppedAt")!.Value, line, "running", "paused"); break;
            case "clockStopped":
                Broken.Unless(clock.StoppedAt is null, "a clock stops once", line.ToString());
                Stop(clock, "breached", e.At("stoppedAt")!.Value, line, "breached");
                break;
            case "clockVoided": Stop(clock, "void", line.At, line, "running", "paused"); break;
            case "clockCorrected":
                Stop(clock, "met", e.At("stoppedAt")!.Value, line, "breached");
                clock.Corrected = true;
                break;
            case "clockHeld":
                Broken.Unless(clock.IsLive && !clock.IsHeld && lead.PausedUntil is not null, "only a pause holds", line.ToString());
                clock.Holds.Add((line.At, null));
                clock.State = clock.State == "running" ? "paused" : clock.State;
                break;
            case "clockReTimed": ReTime(lead, clock, e, line); break;
            case "clockKept": Keep(lead, clock, e, line); break;
            case "clockReleased": Release(clock, e, line); break;
            case "breachCaused": Broken.Unless(clock.State == "breached", "only a breach has a cause", line.ToString()); break;
            case "breachExcused": Broken.Unless(clock.State == "breached", "only a breach is excused", line.ToString()); break;
            default: throw new Broken("known events", line.ToString());
        }
    }

    private void Release(RefClock clock, Body e, Line line)
    {
        Broken.Unless(clock.IsHeld, "only what is held is released", line.ToString());
        EndHold(clock, line.At);
        var points = PointsOf(e);
        Broken.Unless(points.Select(p => (p.Kind, p.Percent, p.Fired)).SequenceEqual(clock.Points.Select(p => (p.Kind, p.Percent, p.Fired)))
            && points.Zip(clock.Points).All(pair => !pair.First.Fired || pair.First.At == pair.Second.At), "a due point fires once",
            line.ToString());
        AsCounted(clock, line, e.At("dueAt"), points, released: line.At);
        (clock.Points, clock.DueAt) = (points, e.At("dueAt")!.Value);
        clock.State = clock.State == "paused" ? "running" : clock.State;
    }

    private void Fire(RefLead lead, RefClock clock, string kind, int percent, Line line)
    {
        var point = clock.Points.Find(p => p.Kind == kind && p.Percent == percent)
            ?? throw new Broken("nothing fires that is not due", line.ToString());
        Broken.Unless(!point.Fired, "a due point fires once", line.ToString());
        Broken.Unless(clock.IsLive, "a clock that ended fires nothing", line.ToString());
        Broken.Unless(!clock.IsHeld, "a pause holds warnings, breach and ladder", line.ToString());
        FiresAt(point.At, lead, line);
        Broken.Unless(IsHistory || point.At == lead.NextDue, "what is due fires in order",
            $"{Clocked.Text(lead.NextDue)} comes first: {line}");
        point.Fired = true;
    }

    private void Step(RefLead lead, RefClock clock, Body e, Line line)
    {
        Fire(lead, clock, "step", (int)e.Number("percent")!.Value, line);
        var action = e.Text("action");
        if (action == "nextPerson" && Company.Person(e.Number("to")) is { } next)
            Broken.Unless(next.Party == clock.OwedBy && next.IsThere(Math.Max(line.RecordedAt, lead.LastAt))
                && !lead.HadBy.Contains(next.Id), "the ladder asks the next who is there", $"{next}: {line}");
        if (action is "nextPerson" or "giver")
            EndLadder(clock);
    }

    private static void EndLadder(RefClock clock) => clock.Points.Where(p => p.Kind == "step").ToList().ForEach(p => p.Fired = true);

    private static void To(RefClock clock, string state, Line line, params string[] from)
    {
        Broken.Unless(from.Contains(clock.State), "the life of a clock", $"{clock.State}: {line}");
        clock.State = state;
    }

    private static void Stop(RefClock clock, string state, long stoppedAt, Line line, params string[] from)
    {
        To(clock, state, line, from);
        clock.StoppedAt = stoppedAt;
        EndHold(clock, line.At);
    }

    private static void EndHold(RefClock clock, long at)
    {
        if (clock.IsHeld)
            clock.Holds[^1] = (clock.Holds[^1].From, at);
    }
}
