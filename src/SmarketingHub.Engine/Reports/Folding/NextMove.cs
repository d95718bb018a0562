using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Whose move it is with a lead, as it stands: when nothing of this changes, a stretch goes on.</summary>
/// <param name="Until">Waiting for a meeting: until then; null: no meeting is booked, or it is not for that.</param>
internal sealed record NextMove(
    StretchKind Kind, Stage Stage, string Holder, long? Owner, string Party, long? Person, CountingCalendar Counting, Instant? Until)
{
    /// <summary>Of an offer its receiver; of a return its giver, who has the lead again; else the holder.</summary>
    internal static string PartyOf(Lead lead) => lead.OfferedHandoff?.To ?? lead.Holder;

    /// <param name="party">As above.</param>
    /// <param name="isWithContact">The party has said something to the contact since it was its turn.</param>
    internal static NextMove Of(Lead lead, string party, bool isWithContact)
    {
        var person = lead.With(party).Person;
        var meeting = lead is { IsPaused: false, OpenHandoff: null } ? lead.MeetingAt : null;
        return new(
            lead.IsPaused ? StretchKind.Paused : IsWaiting(lead, person, isWithContact) ? StretchKind.Waiting : StretchKind.Turn,
            lead.Stage, lead.Holder, lead.Owner, party, person, CountingCalendar.Of(lead), meeting);
    }

    // A return waits for its giver, and an offer for whom it is made to: to a queue or a team it names nobody yet.
    private static bool IsWaiting(Lead lead, long? person, bool isWithContact) => lead.OpenHandoff is not null
        ? lead.OfferedHandoff is not null && person is null
        : lead.MeetingAt is not null || lead.LookAgainAt is not null || isWithContact && !IsOwed(lead);

    private static bool IsOwed(Lead lead)
    {
        foreach (var clock in lead.Clocks)
            if (clock.IsLive)
                return true;
        return false;
    }
}
