namespace SmarketingHub.Engine.Tests.Simulation.Reference;

internal sealed record RefPerson(
    long Id, string Party, string? Team, string Role, bool Active, long? AwayFrom, long? AwayUntil, long? StandIn,
    long? LeftAt, string Absences, string Departures)
{
    public bool IsAway(long at) => AwayFrom <= at && !(AwayUntil <= at);
    public bool IsThere(long at) => Active && !IsAway(at);
}

internal sealed record RefVersion(
    int Number, long EffectiveAt, long? EndsAt, bool ReTimes, string Calendar, List<Body> Commitments, List<Body> Rules, Body Body)
{
    /// <summary>What is signed, as the ledger has it.</summary>
    public string Text =>
        string.Join('|', EffectiveAt, ReTimes, Calendar, string.Join(',', Commitments.Select(c => c.Raw)),
            string.Join(',', Rules.Select(r => r.Raw)));
}

internal sealed record RefAgreement(long Id, string Giver, string Receiver, List<RefVersion> Versions)
{
    public long? EndsAt => Versions.Find(v => v.EndsAt is not null)?.EndsAt;

    public RefVersion? InForce(long at) =>
        EndsAt <= at ? null : Versions.Where(v => v.EffectiveAt <= at).OrderBy(v => v.EffectiveAt).ThenBy(v => v.Number).LastOrDefault();
}

/// <summary>Who is here and what was agreed, as the ledger tells it.</summary>
internal sealed class RefCompany
{
    public SortedDictionary<string, string> Parties { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Teams { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<long, RefPerson> People { get; } = [];
    public SortedDictionary<long, RefAgreement> Agreements { get; } = [];
    public SortedDictionary<string, Minutes> Calendars { get; } = new(StringComparer.Ordinal);
    public string Currency { get; private set; } = "";

    /// <summary>What has fallen due in the company: when, and how often it fired.</summary>
    public Dictionary<string, (long At, int Fired)> Due { get; } = [];

    public RefPerson? Person(long? id) => id is { } key && People.TryGetValue(key, out var person) ? person : null;

    public bool IsPartner(string? party) => party is not null && Parties.GetValueOrDefault(party) == "partner";

    /// <summary>In which line each of them fired.</summary>
    public Dictionary<string, long> FiredIn { get; } = [];

    /// <summary>The person, or the stand-in's stand-in …, whoever is there and of the party.</summary>
    public long? ThereFor(long? id, string? party, long at)
    {
        var seen = new List<long>();
        for (var person = Person(id); person is not null && !seen.Contains(person.Id); person = Person(person.StandIn))
        {
            if (person.IsThere(at) && person.Party == party)
                return person.Id;
            seen.Add(person.Id);
        }
        return null;
    }

    public void Take(Line line)
    {
        var body = line.Body;
        switch (line.Type)
        {
            case "installationWritten": Currency = body.Text("currency")!; break;
            case "partyWritten": Parties[body.Text("key")!] = body.Text("kind")!; break;
            case "teamWritten": Teams[body.Text("key")!] = body.Text("party")!; break;
            case "calendarWritten": Calendars[$"{body.Text("id")}@{body.Number("version")}"] = Minutes.Of(body); break;
            case "personWritten": Take(body); break;
            case "agreementWritten": Agree(body); break;
            case "agreementDrafted" or "agreementSigned" or "tellChoicesWritten": break;
            case "agreementReTimed": Fired($"retiming:{body.Number("agreement")}@{body.Number("version")}", line); break;
            case "agreementEnded": Fired($"ending:{body.Number("agreement")}@{body.Number("version")}", line); break;
            case "agreementTookEffect": Fired($"agreement:{body.Number("agreement")}@{body.Number("version")}", line); break;
            case "absenceBegan": Fired(Absence(Person(body.Number("person"))!), line); break;
            case "personLeft": Fired(Left(Person(body.Number("person"))!), line); break;
            default: throw new Broken("known events", line.ToString());
        }
    }

    private void Take(Body body)
    {
        var person = new RefPerson(
            body.Number("id")!.Value, body.Text("party")!, body.Text("team"), body.Text("role")!, body.Text("active") != "false",
            body.At("awayFrom"), body.At("awayUntil"), body.Number("standIn"), body.At("leftAt"), body.Text("absences")!,
            body.Text("departures")!);
        Broken.Unless(body.Text("name") == "" && body.Text("email") == "", "names stay out of the ledger", body.Raw);
        // An absence that was taken back before it began never begins.
        if (Person(person.Id) is { } before)
            foreach (var key in new[] { Absence(before), Left(before) })
                if (Due.TryGetValue(key, out var due) && due.Fired == 0)
                    Due.Remove(key);
        Broken.Unless(person.Active || person.LeftAt is not null, "whoever is deactivated leaves", body.Raw);
        People[person.Id] = person;
        if (person is { Active: true, AwayFrom: { } from })
            Due.TryAdd(Absence(person), (from, 0));
        if (person.LeftAt is { } left)
            Due.TryAdd(Left(person), (left, 0));
    }

    private void Agree(Body body)
    {
        // What is not signed binds nobody.
        var versions = body.Each("versions").Where(v => v.At("effectiveAt") is not null).Select(v => new RefVersion(
            (int)v.Number("number")!.Value, v.At("effectiveAt")!.Value, v.At("endsAt"), v.Is("reTimes"),
            $"{v.Part("calendar")!.Text("id")}@{v.Part("calendar")!.Number("version")}",
            v.Each("commitments"), v.Each("captureRules"), v)).ToList();
        var agreement = new RefAgreement(body.Number("id")!.Value, body.Text("giver")!, body.Text("receiver")!, versions);
        if (Agreements.TryGetValue(agreement.Id, out var before))
            Broken.Unless(before.Versions.All(old => versions.Find(v => v.Number == old.Number)?.Text == old.Text),
                "a signed version is never changed", $"agreement {agreement.Id}");
        Agreements[agreement.Id] = agreement;
        foreach (var version in versions)
        {
            Due.TryAdd($"agreement:{agreement.Id}@{version.Number}", (version.EffectiveAt, 0));
            if (version.ReTimes)
                Due.TryAdd($"retiming:{agreement.Id}@{version.Number}", (version.EffectiveAt, 0));
            End($"ending:{agreement.Id}@{version.Number}", version.EndsAt);
        }
    }

    // An end that was taken back before it came never comes; another may be said.
    private void End(string key, long? end)
    {
        if (Due.TryGetValue(key, out var due) && due.Fired > 0)
            Broken.Unless(end == due.At, "an agreement that ended stays so", key);
        else if (end is { } at)
            Due[key] = (at, 0);
        else
            Due.Remove(key);
    }

    private void Fired(string key, Line line)
    {
        Broken.Unless(Due.TryGetValue(key, out var due), "nothing fires that is not due", line.ToString());
        Broken.Unless(due.Fired == 0, "a due point fires once", line.ToString());
        Broken.Unless(due.At <= line.RecordedAt, "a due point never fires early", line.ToString());
        Broken.Unless(due.At == line.At, "a due point is stamped when it was due", line.ToString());
        Due[key] = (due.At, 1);
        FiredIn[key] = line.Sequence;
    }

    public static string Absence(RefPerson person) => $"absence:{person.Id}@{person.AwayFrom}:{person.StandIn}#{person.Absences}";

    public static string Left(RefPerson person) => $"left:{person.Id}#{person.Departures}";
}
