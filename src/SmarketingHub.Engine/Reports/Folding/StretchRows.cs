using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>
/// The lead's life in pieces without a gap, from its receipt until it is closed; one that is reopened has further ones, from the
/// reopening on.
/// </summary>
internal sealed class StretchRows(Lead lead)
{
    private readonly List<LeadStretch> done = [];
    private bool wasClosed;
    private (long Sequence, Instant From, Instant KnownAt, NextMove Move)? current;

    // Since when the party whose turn it is owes the contact a word: what was said before does not hand the turn to the contact.
    private Instant owedSince = Instant.MinValue;
    private Instant spokenAt = Instant.MinValue;

    /// <summary>Whose turn it is, by name; null: a queue's, or nobody's.</summary>
    internal long? Person => current?.Move.Person;

    /// <summary>What hands the turn to the contact, and what takes it back.</summary>
    internal void Note(LeadEvent happened, Instant at)
    {
        switch (happened)
        {
            case StageMoved { Trigger: Trigger.Book or Trigger.Hold or Trigger.Qualify or Trigger.Convert }: spokenAt = at; break;
            case StageMoved { Trigger: Trigger.Ready or Trigger.LookAgain or Trigger.NoShow or Trigger.Reopen } or InquiryJoined:
                owedSince = at;
                break;
        }
    }

    internal void Take(Step step, AttemptMade? attempted)
    {
        if (!lead.IsOpen)
        {
            End(lead.ClosedAt ?? step.At);
            wasClosed = true;
            return;
        }
        var from = current is { } open ? Began(step, attempted, open.From) : wasClosed ? step.At : lead.ReceivedAt;
        var party = NextMove.PartyOf(lead);
        if (party != current?.Move.Party)
            owedSince = Instant.Max(from, owedSince);
        var move = NextMove.Of(lead, party, IsWithContact(party));
        if (move == current?.Move)
            return;
        End(from);
        // What a file tells of the past, people acted upon where it happened.
        current = (step.Sequence, from, step.IsImport ? step.At : step.RecordedAt, move);
    }

    internal IReadOnlyList<LeadStretch> All()
    {
        if (current is { } open)
            Add(open, null);
        return done;
    }

    // Told late, an attempt changed how the lead stands when it was made, unless something else has since.
    private static Instant Began(Step step, AttemptMade? attempted, Instant from) =>
        attempted?.OccurredAt is { } made && made >= from && made < step.At ? made : Instant.Max(step.At, from);

    private bool IsWithContact(string party) => spokenAt >= owedSince
        || lead.Attempts.Exists(a => a.Counts && a.Party == party && a.OccurredAt >= owedSince);

    private void End(Instant at)
    {
        if (current is { } open && at > open.From)
            Add(open, at);
        current = null;
    }

    // A meeting is over when its time has come: then it is for whoever had it to say what became of it.
    private void Add((long Sequence, Instant From, Instant KnownAt, NextMove Move) piece, Instant? to)
    {
        if (piece.Move.Until is not { } over || !(to is null || over < to))
        {
            done.Add(Row(piece, to));
            return;
        }
        if (over > piece.From)
            done.Add(Row(piece, over));
        done.Add(Row((piece.Sequence, Instant.Max(over, piece.From), piece.KnownAt, piece.Move with { Kind = StretchKind.Turn }), to));
    }

    private LeadStretch Row((long Sequence, Instant From, Instant KnownAt, NextMove Move) piece, Instant? to) => new()
    {
        Sequence = piece.Sequence,
        LeadId = lead.Id,
        From = piece.From,
        KnownAt = piece.KnownAt,
        To = to,
        Kind = piece.Move.Kind,
        Stage = piece.Move.Stage,
        Holder = piece.Move.Holder,
        Owner = piece.Move.Owner,
        Party = piece.Move.Party,
        Person = piece.Move.Person,
        Calendar = piece.Move.Counting.Calendar,
        CalendarVersion = piece.Move.Counting.Version,
    };
}
