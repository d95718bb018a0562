using SmarketingHub.Domain;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

/// <summary>What the rows of one import told of a lead, by its lines in the ledger, and what has happened to it since.</summary>
internal sealed class ToldOfLead
{
    private readonly IReadOnlyList<LedgerEvent> lines;
    private readonly List<LeadEvent> events;
    private readonly List<Lines> ofOthers = [];
    private readonly HashSet<Lines> taken;
    private readonly HashSet<long> started;

    /// <param name="lines">All of the lead, in their order.</param>
    internal ToldOfLead(IReadOnlyList<LedgerEvent> lines, long import)
    {
        this.lines = lines;
        events = [.. lines.Select(line => LedgerJson.Read(line.Type, line.Body)!)];
        taken = events.OfType<ImportTakenBack>().SelectMany(e => e.Rows).ToHashSet();
        var rows = new List<Lines>();
        for (var i = 0; i < lines.Count; i++)
            if (events[i] is RowImported e && new Lines(lines[i - e.Events].Sequence, lines[i].Sequence) is var row && !taken.Contains(row))
                (e.Import == import ? rows : ofOthers).Add(row);
        Rows = rows;
        IsTakenBack = events.Exists(e => e is ImportTakenBack back && back.Import == import);
        started = [.. Own.OfType<ClockStarted>().Select(e => e.Clock)];
    }

    /// <summary>None: the import told nothing of this lead, or it is taken back already.</summary>
    internal IReadOnlyList<Lines> Rows { get; }

    internal bool Brought => Rows.Count > 0 && Rows[0].First == First;

    /// <summary>The lead's first line.</summary>
    internal long First => lines[0].Sequence;

    /// <summary>The import was taken back here.</summary>
    internal bool IsTakenBack { get; }

    internal IEnumerable<LeadEvent> Own => events.Where((_, i) => IsOwn(i));

    private bool Moved => Own.Any(e => e is LeadPlaced or StageMoved or LeadAssigned);

    /// <summary>Why it cannot be as if they had never told of it; null: it can.</summary>
    internal Phrase? InTheWay() => WorkedOn() ?? (Brought ? null : Irreversible() ?? MovedOn());

    /// <param name="now">The lead as it stands.</param>
    internal ImportTakenBack TakenBack(Lead now, long import)
    {
        if (Brought)
            return new(import, Rows, [.. now.Clocks.Select(c => c.Id)], Before: null, Profile: null);
        var before = new Lead { Id = now.Id };
        for (var i = 0; lines[i].Sequence < Rows[0].First; i++)
            before.Apply(events[i], lines[i].At);
        // Of clocks that are no more, those of a later import that was taken back among them, nothing happened.
        var gone = events.OfType<ImportTakenBack>().SelectMany(e => e.Clocks).Concat(started).ToHashSet();
        var lastAt = Since().Where(i => !(events[i] is ClockEvent { Clock: var clock } && gone.Contains(clock)))
            .Select(i => lines[i].At).Append(before.LastAt).Max();
        return new(import, Rows, [.. started], new(before.Facts, before.AccountId, Moved ? LeadStanding.Of(before) : null, lastAt),
            Profile: null);
    }

    /// <summary>
    /// The versions of what is known of its person that its events tell: none that was taken back, nor what was told to take it back.
    /// </summary>
    internal IEnumerable<(long Sequence, long Text, bool IsOwn)> Profiles() => events
        .Select((happened, i) => (lines[i].Sequence, Text: happened is ImportTakenBack ? null : (happened as IProfiled)?.Profile?.Id,
            IsOwn: IsOwn(i)))
        .Where(version => version.Text is not null && !IsTaken(version.Sequence))
        .Select(version => (version.Sequence, version.Text!.Value, version.IsOwn));

    /// <summary>Where its person went by its rows.</summary>
    internal IEnumerable<(long Sequence, CompanyMove Move)> Companies() => events
        .Select((happened, i) => (lines[i].Sequence, Move: IsOwn(i) ? (happened as RowImported)?.Company : null))
        .Where(move => move.Move is not null).Select(move => (move.Sequence, move.Move!));

    /// <summary>The companies that it made customers, by what is not taken back.</summary>
    internal List<(long Account, bool IsOwn)> Wins()
    {
        var wins = new List<(long Account, bool IsOwn)>();
        if (!events.Exists(IsWin))
            return wins;
        var lead = new Lead();
        for (var i = 0; i < lines.Count; i++)
        {
            lead.Apply(events[i], lines[i].At);
            if (IsWin(events[i]) && lead.AccountId is { } account && !IsTaken(lines[i].Sequence))
                wins.Add((account, IsOwn(i)));
        }
        return wins;
    }

    private static bool IsWin(LeadEvent happened) => happened is LeadPlaced { Stage: Stage.Won } or StageMoved { To: Stage.Won };

    // By a person, a program or a later import; what falls due by itself is no work.
    private Phrase? WorkedOn()
    {
        foreach (var i in Since())
            if (events[i] is InquiryJoined || ofOthers.Exists(row => row.Include(lines[i].Sequence)))
                return $"A later inquiry or import told of it on {lines[i].At}.";
            else if (lines[i].Actor != Actor.System.ToString())
                return $"Somebody worked on it on {lines[i].At}.";
        return null;
    }

    private Phrase? Irreversible() =>
        Own.Any(e => e is HandoffOffered or HandoffAccepted or HandoffClosed) ? Phrase.Of("Its row passed it on to another party.")
        : Own.Any(EndsClock) ? Phrase.Of("Its row ended a clock that would have to run again.")
        : null;

    private Phrase? MovedOn()
    {
        if (Moved || started.Count > 0)
            foreach (var i in Since())
                if (events[i] is not (ClockEvent or Uncovered))
                    return $"It went on by itself on {lines[i].At}, from where its row had put it.";
        return null;
    }

    private bool EndsClock(LeadEvent happened) =>
        happened is ClockMet or ClockStopped or ClockVoided or ClockCorrected && !started.Contains(((ClockEvent)happened).Clock);

    // A person who was forgotten since is no reason to keep what nobody can be found by.
    private IEnumerable<int> Since() => Enumerable.Range(0, lines.Count).Where(i => lines[i].Sequence > Rows[0].First && !IsOwn(i)
        && events[i] is not (ImportTakenBack or PersonForgotten) && !IsTaken(lines[i].Sequence));

    private bool IsTaken(long sequence) => taken.Any(row => row.Include(sequence));

    private bool IsOwn(int i) => Rows.Any(row => row.Include(lines[i].Sequence));
}
