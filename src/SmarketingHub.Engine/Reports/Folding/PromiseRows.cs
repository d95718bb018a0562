using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Each clock that was started, and each promise that was called for and that no commitment covers.</summary>
internal sealed class PromiseRows
{
    private readonly List<(long Sequence, LeadFacts Facts, ClockStarted Clock)> started = [];
    private readonly List<ReportedPromise> uncovered = [];
    private readonly HashSet<long> reTimed = [];
    private Instant? received;

    internal void Take(LeadEvent happened, Line line, Lead lead)
    {
        switch (happened)
        {
            // What a receipt calls for starts with it, whenever it was told of.
            case LeadCaptured e: received = e.ClocksFrom ?? e.ReceivedAt; break;
            case ClockStarted e: started.Add((line.Sequence, lead.Facts, e)); break;
            case ClockReTimed e: reTimed.Add(e.Clock); break;
            case Uncovered e: uncovered.Add(Row(e, line, lead)); break;
            case not ClockEvent: received = null; break;
        }
    }

    internal IReadOnlyList<ReportedPromise> Of(Lead lead)
    {
        var rows = new List<ReportedPromise>(uncovered);
        foreach (var (sequence, facts, clock) in started)
            rows.Add(Row(sequence, facts, clock, lead.Clocks.Find(c => c.Id == clock.Clock)!));
        return rows;
    }

    private ReportedPromise Row(long sequence, LeadFacts facts, ClockStarted started, Clock clock) => new()
    {
        Sequence = sequence,
        LeadId = clock.LeadId,
        Clock = clock.Id,
        State = clock.State,
        Promise = clock.Promise,
        Agreement = clock.Agreement,
        Version = clock.AgreementVersion,
        Commitment = clock.Commitment,
        OwedBy = clock.OwedBy,
        Person = clock.Person,
        Round = clock.Round,
        Source = facts.Source,
        Campaign = facts.Campaign,
        Grade = facts.Grade,
        Country = facts.Country,
        Calendar = clock.Calendar,
        CalendarVersion = clock.CalendarVersion,
        StartedAt = clock.StartedAt,
        Target = clock.Target,
        FirstDueAt = started.DueAt,
        DueAt = clock.DueAt,
        DoneAt = clock.StoppedAt,
        BreachedAt = clock.BreachedAt,
        Corrected = clock.Corrected,
        Excuse = clock.Excuse,
        WasHeld = clock.Holds.Count > 0,
        ReTimed = reTimed.Contains(clock.Id),
    };

    private ReportedPromise Row(Uncovered e, Line line, Lead lead) => new()
    {
        Sequence = line.Sequence,
        LeadId = lead.Id,
        Promise = e.Promise,
        OwedBy = e.OwedBy,
        Person = lead.With(e.OwedBy).Person,
        Round = 1,
        Source = lead.Facts.Source,
        Campaign = lead.Facts.Campaign,
        Grade = lead.Facts.Grade,
        Country = lead.Facts.Country,
        StartedAt = received ?? line.At,
    };
}
