namespace SmarketingHub.Engine.Tests.Simulation.Reference;

internal sealed class RefPoint
{
    public required string Kind { get; init; }
    public required int Percent { get; init; }
    public required long At { get; set; }
    public string? Action { get; init; }
    public bool Fired { get; set; }
}

internal sealed class RefClock
{
    public required long Id { get; init; }
    public required string Promise { get; init; }
    public required string Commitment { get; set; }
    public required long Agreement { get; init; }
    public required int Version { get; set; }
    public required string Calendar { get; set; }
    public required string OwedBy { get; init; }
    public long? Handoff { get; init; }
    public long? Person { get; set; }
    public int Round { get; init; }
    public long StartedAt { get; init; }
    public long Target { get; set; }
    public int Asked { get; set; }

    /// <summary>When it was told of, and the newest version that spared it.</summary>
    public long ToldAt { get; init; }
    public int KeptAgainst { get; set; }
    public int Made { get; set; }
    public string State { get; set; } = "running";
    public long DueAt { get; set; }
    public long? BreachedAt { get; set; }
    public long? StoppedAt { get; set; }
    public bool Corrected { get; set; }
    public List<RefPoint> Points { get; set; } = [];
    public List<(long From, long? To)> Holds { get; } = [];

    public bool IsLive => State is "running" or "paused" || State == "breached" && StoppedAt is null;
    public bool IsHeld => Holds.Count > 0 && Holds[^1].To is null;
    public long? NextPoint => !IsLive || IsHeld ? null : Points.Where(p => !p.Fired).Min(p => (long?)p.At);
    public (string, string, long?) Series => (Promise, OwedBy, Handoff);
}

internal sealed class RefHandoff
{
    public required long Id { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public string? Team { get; set; }
    public long? Person { get; set; }
    public long? Giver { get; init; }
    public required string OfferedIn { get; init; }
    public long OfferedAt { get; set; }
    public string State { get; set; } = "offered";
    public string? Reason { get; set; }
    public bool Disputed { get; set; }
    public int Bounces { get; set; }
    public bool IsOpen => State is "offered" or "returned";
}

internal sealed record RefAttempt(long Id, string Kind, bool Reached, long OccurredAt, long? By, string Party, string? ExternalId);

/// <summary>One lead, folded from the ledger and from nothing else.</summary>
internal sealed class RefLead
{
    public required long Id { get; init; }
    public int Version { get; set; }
    public string Stage { get; set; } = "";
    public string Holder { get; set; } = "";
    public long? Owner { get; set; }
    public string? Team { get; set; }
    public long Contact { get; set; }
    public long? Account { get; set; }
    public string Facts { get; set; } = "{}";
    public Body? FactsBody { get; set; }
    public decimal? Amount { get; set; }
    public long ReceivedAt { get; set; }
    public long LastAt { get; set; }

    /// <summary>By the clock, which may have been set back behind its time.</summary>
    public long RecordedAt { get; set; }
    public long? ClosedAt { get; set; }
    public string? ClosedFrom { get; set; }
    public long? LookAgainAt { get; set; }
    public long? MeetingAt { get; set; }
    public bool NoShow { get; set; }
    public long? PausedUntil { get; set; }
    public string? PausedBy { get; set; }
    public long? MergedInto { get; set; }
    public long? TakenBack { get; set; }
    public bool Placed { get; set; }
    public List<long> HadBy { get; } = [];

    /// <summary>In which line, and when, each party's person was given it last.</summary>
    public Dictionary<string, (long Sequence, long At)> Given { get; } = [];
    public List<RefHandoff> Handoffs { get; } = [];
    public List<RefClock> Clocks { get; } = [];
    public List<RefAttempt> Attempts { get; } = [];

    /// <summary>Promises that no commitment covers, with the hand-off they were asked for.</summary>
    public HashSet<string> Uncovered { get; } = [];

    public bool IsOpen => Stage is not ("won" or "lost" or "disqualified");
    public RefHandoff? Open => Handoffs.FindLast(h => h.IsOpen);
    public RefHandoff? Offered => Handoffs.FindLast(h => h.State == "offered");
    public RefHandoff? Returned => Handoffs.FindLast(h => h.State == "returned");
    public RefHandoff? Accepted => Handoffs.FindLast(h => h.State == "accepted" && h.To == Holder);
    public int Bounces(string party) => Handoffs.Where(h => h.To == party).Sum(h => h.Bounces);

    public long? NextDue
    {
        get
        {
            var next = Clocks.Select(c => c.NextPoint).Append(PausedUntil).Append(LookAgainAt).Where(at => at is not null).ToList();
            return next.Count == 0 ? null : next.Min();
        }
    }

    /// <summary>Who is asked in a party: the person it is offered to, or its owner; nobody by name: its queue.</summary>
    public (bool Is, long? Person) Asked(string party) =>
        Offered is { } offer && offer.To == party ? (true, offer.Person) : Holder == party ? (true, Owner) : (false, null);

    /// <summary>Its own fields, stage, hand-offs, holder and owner: what its version tells of.</summary>
    public string Shape =>
        string.Join('|', Stage, Holder, Owner, Team, Account, Facts, Amount, LookAgainAt, MeetingAt, NoShow, PausedUntil,
            MergedInto, TakenBack,
            string.Join(';', Handoffs.Select(h => $"{h.Id},{h.State},{h.Team},{h.Person},{h.Bounces},{h.Disputed},{h.Reason}")));
}
