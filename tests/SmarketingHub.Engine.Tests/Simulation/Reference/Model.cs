namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>
/// What the company must look like by its ledger: folded line by line without the product's code,
/// and held against the rules of the design with each line. Simple and slow on purpose.
/// </summary>
internal sealed partial class Model
{
    private readonly HashSet<long> touched = [];
    private readonly HashSet<long> filled = [];
    private readonly Dictionary<long, long> merged = [];
    private byte[] hash = new byte[32];

    public long Sequence { get; private set; }
    public RefCompany Company { get; } = new();
    public SortedDictionary<long, RefLead> Leads { get; } = [];

    /// <summary>What is told of an import's past; everything else fires in the order in which it is due.</summary>
    public bool IsHistory { get; set; }

    public string Head => Convert.ToHexStringLower(hash);

    /// <summary>The contact that goes on for one that was merged.</summary>
    public long PersonOf(long contact) => merged.GetValueOrDefault(contact, contact);

    public RefLead? Lead(long? id) => id is { } key && Leads.TryGetValue(key, out var lead) ? lead : null;

    /// <summary>Leads that a line was about since this was asked last.</summary>
    public List<RefLead> TakeTouched()
    {
        var leads = touched.Order().Select(id => Leads[id]).ToList();
        touched.Clear();
        return leads;
    }

    public void Take(Line line)
    {
        Broken.Unless(line.Sequence == Sequence + 1, "gapless sequence", $"after {Sequence} comes {line.Sequence}");
        Broken.Unless(line.HashAfter(hash).AsSpan().SequenceEqual(line.Hash), "hash chain", line.ToString());
        (Sequence, hash) = (line.Sequence, line.Hash);
        if (line.Lead is not { } id)
        {
            Company.Take(line);
            return;
        }
        if (!Leads.TryGetValue(id, out var lead))
            Leads.Add(id, lead = new() { Id = id });
        touched.Add(id);
        Broken.Unless(line.At >= lead.LastAt, "within a lead time never goes back", line.ToString());
        var shape = lead.Shape;
        InTime(lead, line);
        var raises = Fold(lead, line);
        Broken.Unless(line.At <= Math.Max(line.RecordedAt, lead.LastAt), "nothing is stamped in the future", line.ToString());
        lead.Version += raises ? 1 : 0;
        (lead.LastAt, lead.RecordedAt) = (line.At, line.RecordedAt);
        Broken.Unless(raises || lead.Shape == shape, "the version rises when the lead itself changes", line.ToString());
    }

    /// <returns>Whether the version rises.</returns>
    private bool Fold(RefLead lead, Line line)
    {
        var e = line.Body;
        switch (line.Type)
        {
            case "leadCaptured": Capture(lead, e, line); return true;
            case "inquiryJoined": (lead.FactsBody, lead.Facts) = (e.Part("facts"), e.Part("facts")!.Raw); return true;
            case "leadEdited":
                (lead.FactsBody, lead.Facts, lead.Account) = (e.Part("facts"), e.Part("facts")!.Raw, e.Number("account")); return true;
            case "leadPlaced": Place(lead, e, line.At); return true;
            case "stageMoved": Move(lead, e, line); return true;
            case "leadAssigned":
                PassOn(lead, lead.Holder, e.Number("owner"), e, line);
                (lead.Owner, lead.Team) = (Given(lead, lead.Holder, e.Number("owner"), e, line), e.Text("team"));
                return true;
            case "leadPaused": (lead.PausedUntil, lead.PausedBy) = (e.At("until"), e.Text("by")); return true;
            case "leadResumed": Resume(lead, line); return true;
            case "leadMerged": Merge(lead, e, line.At); return true;
            case "contactMerged":
                Broken.Unless(PersonOf(lead.Contact) == e.Number("into"), "a lead moves with its person alone", line.ToString());
                lead.Contact = e.Number("into")!.Value;
                return true;
            case "importTakenBack": TakeBack(lead, e, line.At); return true;
            case "duplicateJoined": lead.Attempts.AddRange(e.Each("attempts").Select(Attempt)); return true;
            case "attemptMade": lead.Attempts.Add(Attempt(e)); return false;
            case "noteAdded" or "rowImported": return false;
            case "formFilled": Filled(lead, e, line); return false;
            case "uncovered": Uncover(lead, e); return false;
            case "handoffOffered" or "addresseeChanged" or "handoffAccepted" or "handoffReturned" or "handoffDisputed" or "timeOutWithdrawn"
                or "handoffClosed":
                FoldHandoff(lead, e, line);
                return true;
            case "clockStarted": StartClock(lead, e, line); return false;
            default:
                FoldClock(lead, lead.Clocks.Find(c => c.Id == e.Number("clock")) ?? throw new Broken("known clocks", line.ToString()), e,
                    line); return false;
        }
    }

    private void Capture(RefLead lead, Body e, Line line)
    {
        Broken.Unless(lead.Version == 0, "a lead is captured once", $"lead {lead.Id}");
        (lead.Stage, lead.Holder, lead.Owner, lead.Contact, lead.Account) = (e.Text("stage")!, e.Text("holder")!, e.Number("owner"),
            e.Number("contact")!.Value, e.Number("account"));
        (lead.FactsBody, lead.Facts, lead.ReceivedAt) = (e.Part("facts"), e.Part("facts")!.Raw, e.At("receivedAt")!.Value);
        lead.Owner = Given(lead, lead.Holder, lead.Owner, e, line);
    }

    private static void Place(RefLead lead, Body e, long at)
    {
        Broken.Unless(lead.Open is null, "history leaves no hand-off open", $"lead {lead.Id}");
        (lead.Stage, lead.Holder, lead.Owner, lead.Team, lead.Placed) = (e.Text("stage")!, e.Text("holder")!, e.Number("owner"),
            e.Text("team"), true);
        (lead.Amount, lead.LookAgainAt, lead.MeetingAt, lead.NoShow, lead.ClosedFrom) = (e.Money("amount") ?? lead.Amount, null, null,
            false, null);
        lead.ClosedAt = lead.IsOpen ? null : at;
        Had(lead, lead.Owner);
    }

    private static void Move(RefLead lead, Body e, Line line)
    {
        var (trigger, from, to) = (e.Text("trigger")!, e.Text("from")!, e.Text("to")!);
        Broken.Unless(from == lead.Stage && Table.Leads(lead, trigger) == to, "the table of stages", line.ToString());
        if (trigger == "lookAgain")
            FiresAt(lead.LookAgainAt, lead, line);
        (lead.Placed, lead.LookAgainAt, lead.MeetingAt, lead.NoShow) = (false, e.At("lookAgainAt"), e.At("meetingAt"), trigger == "noShow");
        lead.Amount = e.Money("amount") ?? lead.Amount;
        if (to is "won" or "lost" or "disqualified")
            Close(lead, to, line.At);
        else
            (lead.Stage, lead.ClosedAt, lead.ClosedFrom) = (to, null, null);
    }

    private static void Close(RefLead lead, string to, long at)
    {
        lead.ClosedFrom = lead.IsOpen ? lead.Stage : lead.ClosedFrom;
        (lead.Stage, lead.ClosedAt, lead.LookAgainAt, lead.MeetingAt, lead.PausedUntil, lead.PausedBy) = (to, at, null, null, null, null);
    }

    private void Merge(RefLead lead, Body e, long at)
    {
        lead.MergedInto = e.Number("into");
        Broken.Unless(Lead(lead.MergedInto) is { IsOpen: true }, "a lead is merged into an open one",
            $"lead {lead.Id} into {lead.MergedInto}");
        lead.Attempts.Clear();
        Close(lead, "disqualified", at);
        if (e.Number("contact") is not { } from)
            return;
        Broken.Unless(from == lead.Contact && e.Number("intoContact") == Lead(lead.MergedInto)!.Contact,
            "the persons of the two leads are merged", $"lead {lead.Id}");
        foreach (var contact in merged.Where(pair => pair.Value == from).Select(pair => pair.Key).Append(from).ToList())
            merged[contact] = e.Number("intoContact")!.Value;
    }

    // A file of the simulation only ever brings leads.
    private static void TakeBack(RefLead lead, Body e, long at)
    {
        Broken.Unless(e.Part("before") is null, "an import that brought a lead takes it along", $"lead {lead.Id}");
        Broken.Unless(lead.Clocks.Select(c => $"{c.Id}").SequenceEqual(e.Words("clocks")), "a lead that is gone has no clocks",
            $"lead {lead.Id}");
        lead.Clocks.Clear();
        foreach (var open in lead.Handoffs.Where(h => h.IsOpen))
            open.State = "closed";
        lead.TakenBack = e.Number("import");
        Close(lead, "disqualified", at);
    }

    private static void Resume(RefLead lead, Line line)
    {
        Broken.Unless(lead.PausedUntil is not null, "only what is paused resumes", line.ToString());
        (lead.PausedUntil, lead.PausedBy) = (null, null);
    }

    // Each inquiry is typed once, and what it says of somebody is kept beside the ledger.
    private void Filled(RefLead lead, Body e, Line line)
    {
        Broken.Unless(filled.Add(e.Number("inquiry")!.Value), "an inquiry is of one form", line.ToString());
        Broken.Unless(lead.Contact != 0 && e.Part("told")?.Number("id") is not null && !e.Raw.Contains("page", StringComparison.Ordinal),
            "what a person typed stands beside the ledger", line.ToString());
    }

    private static RefAttempt Attempt(Body e) => new(
        e.Number("attempt")!.Value, e.Text("kind")!, e.Is("reached"), e.At("occurredAt")!.Value, e.Number("by"), e.Text("party")!,
        e.Text("externalId"));

    private static void Uncover(RefLead lead, Body e) => lead.Uncovered.Add($"{e.Text("promise")}:{lead.Open?.Id}");

    private static void Had(RefLead lead, long? person)
    {
        if (person is { } id && !lead.HadBy.Contains(id))
            lead.HadBy.Add(id);
    }

    // Whoever gets a lead by a rule or from others is there to take it.
    private long? Given(RefLead lead, string party, long? person, Body e, Line line)
    {
        var at = Math.Max(line.RecordedAt, lead.LastAt);
        Broken.Unless(person is null || IsHistory || Company.ThereFor(person, party, at) == person, "who is away is stood in for",
            $"{line}; {Company.Person(person)}");
        if (e.Number("insteadOf") is { } meant)
            Broken.Unless(meant != person && Company.ThereFor(meant, party, at) == person, "who is away is stood in for",
                $"{line}; {Company.Person(meant)}");
        Had(lead, person);
        lead.Given[party] = (line.Sequence, at);
        return person;
    }

    /// <summary>A due point fires no earlier than its time, and is stamped with it.</summary>
    private static void FiresAt(long? due, RefLead lead, Line line)
    {
        Broken.Unless(due is not null, "nothing fires that is not due", line.ToString());
        Broken.Unless(due <= line.RecordedAt, "a due point never fires early", $"due {Clocked.Text(due)}: {line}");
        Broken.Unless(line.At == Math.Max(due!.Value, lead.LastAt), "a due point is stamped when it was due",
            $"due {Clocked.Text(due)}: {line}");
    }
}
