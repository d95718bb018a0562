using NodaTime;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Each pause, until the lead goes on, or is paused anew, or closed.</summary>
internal sealed class PauseRows
{
    private readonly List<Pause> all = [];

    internal void Take(LeadEvent happened, Line line, long? person, Lead lead)
    {
        if (all is [.., { To: null } open] && (happened is LeadPaused || !lead.IsPaused))
            open.To = line.At;
        if (happened is LeadPaused e)
            all.Add(new(line, e, person, lead.Facts, CountingCalendar.Of(lead)));
    }

    internal IReadOnlyList<LeadPause> Of(long lead) => all.ConvertAll(p => new LeadPause
    {
        Sequence = p.Line.Sequence,
        LeadId = lead,
        Party = p.Event.By,
        Person = p.Person,
        Source = p.Facts.Source,
        Campaign = p.Facts.Campaign,
        Grade = p.Facts.Grade,
        Country = p.Facts.Country,
        From = p.Line.At,
        Until = p.Event.Until,
        To = p.To,
        Calendar = p.Counting.Calendar,
        CalendarVersion = p.Counting.Version,
    });

    private sealed class Pause(Line line, LeadPaused e, long? person, LeadFacts facts, CountingCalendar counting)
    {
        internal Line Line => line;
        internal LeadPaused Event => e;
        internal long? Person => person;
        internal LeadFacts Facts => facts;
        internal CountingCalendar Counting => counting;
        internal Instant? To { get; set; }
    }
}
