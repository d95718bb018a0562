namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>What must be true of a lead whenever a command is done with it.</summary>
internal sealed partial class Model
{
    private readonly Dictionary<long, long> due = [];

    public void Settled(RefLead lead)
    {
        if (lead.NextDue is { } next)
            due[lead.Id] = next;
        else
            due.Remove(lead.Id);
        var live = lead.Clocks.Where(c => c.IsLive).ToList();
        string What(string more = "") =>
            $"lead {lead.Id} at {lead.Stage}, {more} "
                + $"clocks {string.Join(", ",
                    lead.Clocks.Select(c => $"{c.Id} {c.Promise} of {c.OwedBy} round {c.Round} {c.State}{(c.IsLive
                        ? " live" : "")}{(c.IsHeld ? " held" : "")}"))}";
        if (!lead.IsOpen)
        {
            Broken.Unless(live.Count == 0 && lead.NextDue is null, "closed leads have no running clocks", What());
            Broken.Unless(lead.Open is null, "closed leads have no open hand-off", What());
        }
        foreach (var clock in live)
        {
            var held = lead.PausedUntil is not null && (clock.Promise == "effort" || clock.OwedBy != lead.PausedBy);
            Broken.Unless(clock.IsHeld == held, "a pause holds every clock but the pauser's own responses",
                What($"{(held ? "not held" : "held")}: {clock.Id};"));
        }
        foreach (var same in live.Where(c => c.State != "breached").GroupBy(c => (c.Promise, c.OwedBy)))
            Broken.Unless(same.Count() == 1, "a more urgent clock replaces the later one", What($"{same.Key};"));
        if (lead.Open is { } open)
        {
            var promise = open.State == "offered" ? "accept" : "answer";
            Broken.Unless(live.Any(c => c.Promise == promise && c.Handoff == open.Id) || HasEnded(lead, promise)
                || lead.Uncovered.Contains($"{promise}:{open.Id}"),
                "an open hand-off has its clock", What($"{open.State} to {open.To};"));
        }
        if (lead.IsOpen && !lead.Placed && lead.Open is null)
            HasItsClock(lead, live, What());
        // On a lead that is ahead of a clock that was set back, what that has not come to is not owed yet.
        foreach (var clock in live)
            Broken.Unless(
                Pending(clock).All(p => p.At >= lead.LastAt || p.At > lead.RecordedAt && !p.IsFired || clock.NextPoint < p.At),
                "agreements reach their clocks", What($"{clock.Id}, {string.Join(", ", Pending(clock).Select(p => Clocked.Text(p.At)))};"));
    }

    // It had its clock, until the agreement ended.
    private bool HasEnded(RefLead lead, string promise) =>
        lead.Clocks.Exists(c => c.Promise == promise
            && (Company.Agreements[c.Agreement].EndsAt <= lead.LastAt || IsEnded(c.Agreement)));

    private void HasItsClock(RefLead lead, List<RefClock> live, string what)
    {
        if (lead.Stage == "captured")
            Broken.Unless(live.Any(c => c.Promise == "decide") || HasEnded(lead, "decide")
                || lead.Uncovered.Any(u => u.StartsWith("decide:", StringComparison.Ordinal)), "a captured lead has its clock", what);
        if (lead.Accepted is { } accepted && Table.IsSelling(lead.Stage))
            Broken.Unless(lead.Clocks.Any(c => c.Promise == "effort" && c.OwedBy == lead.Holder)
                || lead.Uncovered.Any(u => u.StartsWith("effort:", StringComparison.Ordinal)),
                "an accepted lead has its clock", $"by hand-off {accepted.Id}; {what}");
    }

    /// <summary>Nothing that was due by then is left.</summary>
    public void FiredBy(long now)
    {
        foreach (var (lead, at) in due)
            Broken.Unless(at > now, "every due point fires", $"lead {lead}, due {Clocked.Text(at)}, now {Clocked.Text(now)}");
        foreach (var (key, point) in Company.Due)
            Broken.Unless(point.Fired == 1 || point.At > now, "every due point fires",
                $"{key}, due {Clocked.Text(point.At)}, now {Clocked.Text(now)}");
        foreach (var lead in Leads.Values.Where(l => l.IsOpen))
        {
            IsThere(lead, lead.Holder, lead.Owner, now);
            if (lead.Offered is { } offer)
                IsThere(lead, offer.To, offer.Person, now);
        }
    }

    // A clock that was set back may have given it to somebody whose absence had begun already, and begins no second time.
    private void IsThere(RefLead lead, string party, long? person, long now) => Broken.Unless(
        person is null || Company.ThereFor(person, party, Math.Max(now, lead.LastAt)) == person
            || WasThere(Company.Person(person)!, lead.Given.GetValueOrDefault(party), now),
        "nothing stays with who is not there", $"lead {lead.Id} at {Clocked.Text(now)} of {party}: {Company.Person(person)}");

    // Nor does an absence or a leave begin before a clock that was set back comes to it again.
    private bool WasThere(RefPerson person, (long Sequence, long At) given, long now) =>
        IsToCome(RefCompany.Left(person), now) || IsToCome(RefCompany.Absence(person), now)
        || person.IsThere(given.At) && Company.FiredIn.TryGetValue(RefCompany.Absence(person), out var fired) && fired < given.Sequence;

    private bool IsToCome(string key, long now) => Company.Due.TryGetValue(key, out var point) && point.Fired == 0 && point.At > now;
}
