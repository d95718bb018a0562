using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Each time that a lead was given back, and how that was answered.</summary>
internal sealed class ReturnRows
{
    private readonly List<Returned> all = [];

    internal void Take(LeadEvent happened, Line line, long? person, Lead lead)
    {
        switch (happened)
        {
            case HandoffReturned e:
                var handoff = lead.Handoff(e.Handoff);
                all.Add(new(line, e, handoff.To, handoff.From, person, lead.Facts) { Counting = CountingCalendar.Of(lead) });
                break;
            case ClockStarted { Promise: Promise.Answer, Handoff: { } id } e when Open(id) is { } open:
                open.Counting = new(e.Calendar, e.CalendarVersion);
                break;
            case HandoffClosed e: Answer(e.Handoff, e.By, line.At); break;
            case HandoffDisputed e: Answer(e.Handoff, Trigger.Dispute, line.At); break;
            case TimeOutWithdrawn e: Answer(e.Handoff, Trigger.Restore, line.At); break;
        }
    }

    internal IReadOnlyList<LeadReturn> Of(long lead) => all.ConvertAll(r => new LeadReturn
    {
        Sequence = r.Line.Sequence,
        LeadId = lead,
        Handoff = r.Event.Handoff,
        From = r.From,
        To = r.To,
        Person = r.Person,
        Reason = r.Event.Reason,
        Source = r.Facts.Source,
        Campaign = r.Facts.Campaign,
        Grade = r.Facts.Grade,
        Country = r.Facts.Country,
        At = r.Line.At,
        AnsweredAt = r.Answer?.At,
        Answer = r.Answer?.By,
        Calendar = r.Counting.Calendar,
        CalendarVersion = r.Counting.Version,
    });

    private Returned? Open(long handoff) => all.FindLast(r => r.Event.Handoff == handoff && r.Answer is null);

    private void Answer(long handoff, Trigger by, Instant at)
    {
        if (Open(handoff) is { } open)
            open.Answer = (by, at);
    }

    private sealed class Returned(Line line, HandoffReturned e, string from, string to, long? person, LeadFacts facts)
    {
        internal Line Line => line;
        internal HandoffReturned Event => e;
        internal string From => from;
        internal string To => to;
        internal long? Person => person;
        internal LeadFacts Facts => facts;
        internal CountingCalendar Counting { get; set; }
        internal (Trigger By, Instant At)? Answer { get; set; }
    }
}
