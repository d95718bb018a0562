namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>What agreements do to clocks that run: re-timed, spared, or ended with them.</summary>
internal sealed partial class Model
{
    /// <summary>When an agreement does something to this clock that it has not done yet.</summary>
    private IEnumerable<(long At, bool IsFired)> Pending(RefClock clock)
    {
        var agreement = Company.Agreements[clock.Agreement];
        if (agreement.EndsAt is { } end && end >= clock.StartedAt)
            yield return (end, IsEnded(clock.Agreement));
        if (clock.State is "running" or "paused")
            foreach (var version in agreement.Versions.Where(v => v.ReTimes && v.Number > clock.Version && v.Number > clock.KeptAgainst
                && v.EffectiveAt >= clock.StartedAt))
                yield return (version.EffectiveAt, IsReTimed(clock, version));
    }

    // Nothing happens to a lead after such an instant before its clocks have been told; one that starts late is told at once.
    private void InTime(RefLead lead, Line line)
    {
        if (IsHistory || line.Type is "clockReTimed" or "clockKept" or "clockVoided" or "clockStopped")
            return;
        // Of a lead whose time is ahead of a clock that was set back: nothing happens to it early either. But what all others have been
        // told is not early for it, whatever the clock says.
        foreach (var clock in lead.Clocks.Where(c => c.IsLive))
            Broken.Unless(Pending(clock).All(step => step.At > line.RecordedAt
                    ? !step.IsFired || line.Type == "clockHeld" && line.At == clock.ToldAt
                    : step.At >= line.At || clock.ToldAt >= step.At && line.At == clock.ToldAt),
                "agreements reach their clocks in time",
                $"clock {clock.Id}, {string.Join(", ", Pending(clock).Select(p => Clocked.Text(p.At)))}: {line}");
    }

    // All running clocks have been told of it.
    private bool IsEnded(long agreement) =>
        Company.Agreements[agreement].Versions.Exists(v => Company.FiredIn.ContainsKey($"ending:{agreement}@{v.Number}"));

    private bool IsReTimed(RefClock clock, RefVersion version) =>
        Company.FiredIn.ContainsKey($"retiming:{clock.Agreement}@{version.Number}");

    private void ReTime(RefLead lead, RefClock clock, Body e, Line line)
    {
        var version = TakesIn(clock, (int)e.Number("agreementVersion")!.Value, lead, line);
        var before = CommitmentOf(clock);
        var commitment = Fitting(lead, before, version);
        Broken.Unless(commitment?.Text("id") == e.Text("commitment"), "re-timed by the first sentence that fits", line.ToString());
        var (calendar, points) = ($"{e.Text("calendar")}@{e.Number("calendarVersion")}", PointsOf(e));
        var given = clock.Points.Where(p => p is { Kind: "warn", Fired: true }).Select(p => p.Percent).DefaultIfEmpty(0).Max();
        (clock.Version, clock.Commitment, clock.Calendar) = (version.Number, e.Text("commitment")!, calendar);
        (clock.Target, clock.Asked, clock.DueAt, clock.Points) = (e.Number("targetSeconds")!.Value * 1000,
            (int)(e.Number("attemptsAsked") ?? 0), e.At("dueAt")!.Value, points);
        Broken.Unless(Minutes(version.Calendar).Length(TargetOf(commitment!, clock)) == clock.Target && calendar == version.Calendar,
            "a clock is what was promised", line.ToString());
        var now = clock.IsHeld ? clock.Holds[^1].From : version.EffectiveAt;
        Broken.Unless(clock.DueAt > now, "a clock whose new deadline has passed keeps the old one", line.ToString());
        Broken.Unless(
            points.Where(p => p.Kind == "warn").All(p => p.Fired || p.Percent > given)
                && points.Count(p => p.Kind == "warn" && !p.Fired && p.At <= InOpenTime("warn", 0, now, calendar)) <= 1,
            "warnings do not repeat", line.ToString());
        // Held, its time stands where it stood.
        var holds = clock.Holds.Where(h => h.To is not null).Select(h => (h.From, h.To!.Value)).ToList();
        var open = points.Where(p => !p.Fired).OrderBy(p => p.Percent).ToList();
        var counted = Minutes(calendar).Due(clock.StartedAt, [.. open.Select(p => clock.Target * p.Percent / 100)], holds);
        Broken.Unless(open.Zip(counted).All(pair => pair.First.At == InOpenTime(pair.First.Kind, pair.Second, now, calendar)),
            "business time by the minutes", line.ToString());
    }

    private void Keep(RefLead lead, RefClock clock, Body e, Line line)
    {
        var version = TakesIn(clock, (int)e.Number("version")!.Value, lead, line);
        if (Fitting(lead, CommitmentOf(clock), version) is { } commitment)
        {
            var holds = clock.Holds.Where(h => h.To is not null).Select(h => (h.From, h.To!.Value)).ToList();
            var minutes = Minutes(version.Calendar);
            var due = minutes.Due(clock.StartedAt, [minutes.Length(TargetOf(commitment, clock, version.Calendar))], holds)[0];
            Broken.Unless(due <= (clock.IsHeld ? clock.Holds[^1].From : version.EffectiveAt),
                "only a clock whose new deadline has passed keeps the old one", line.ToString());
        }
        clock.KeptAgainst = version.Number;
    }

    // A warning that has passed is given when it is open again.
    private long InOpenTime(string kind, long counted, long now, string calendar) =>
        kind != "warn" || counted >= now ? counted : Minutes(calendar).IsOpen(now) ? now : Minutes(calendar).Due(now, [1], [])[0] - 1;

    private RefVersion TakesIn(RefClock clock, int number, RefLead lead, Line line)
    {
        var version = Company.Agreements[clock.Agreement].Versions.Find(v => v.Number == number)
            ?? throw new Broken("known versions", line.ToString());
        Broken.Unless(version.ReTimes && number > clock.Version && clock.State is "running" or "paused",
            "only a version that says so re-times, and no breach", line.ToString());
        // One that starts before that, where a clock was set back, goes at once with all others, which have been told.
        var isBehind = version.EffectiveAt > line.RecordedAt && IsReTimed(clock, version);
        Broken.Unless(isBehind ? line.At == clock.ToldAt
                : version.EffectiveAt <= line.RecordedAt && line.At == Math.Max(version.EffectiveAt, lead.LastAt),
            "re-timed at the effective instant", line.ToString());
        return version;
    }

    private Body CommitmentOf(RefClock clock) =>
        Company.Agreements[clock.Agreement].Versions.Find(v => v.Number == clock.Version)!.Commitments.Find(c => c.Text(
            "id") == clock.Commitment)!;

    private static Body? Fitting(RefLead lead, Body before, RefVersion version) => version.Commitments.Find(c =>
        (c.Text("promise"), c.Text("owedBy"), c.Text("starts")) == (before.Text("promise"), before.Text("owedBy"), before.Text("starts"))
        && (c.Text("id") == before.Text("id") && c.Part("condition")?.Raw == before.Part("condition")?.Raw
            || Fits(c.Part("condition"), lead.FactsBody!)));

    private static bool Fits(Body? condition, Body facts) =>
        condition is null || new[] { ("sources", "source"), ("grades", "grade"), ("countries", "country") }.All(list =>
            condition.Words(list.Item1) is var wanted
                && (wanted.Count == 0 || wanted.Contains(facts.Text(list.Item2) ?? "", StringComparer.OrdinalIgnoreCase)));

    private string TargetOf(Body commitment, RefClock clock, string? calendar = null) =>
        commitment.Text("targetFromOpening") is { } opening && !Minutes(calendar ?? clock.Calendar).IsOpen(clock.StartedAt)
            ? opening : commitment.Text("target")!;

    private Minutes Minutes(string calendar) => Company.Calendars[calendar];
}
