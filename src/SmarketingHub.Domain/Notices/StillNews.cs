using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Notices;

/// <summary>
/// Whether what a notice told is still to be told later: what was handled meanwhile is not, nor what is somebody else's by now.
/// </summary>
public static class StillNews
{
    /// <param name="lead">As it stands; one that is gone or that the person does not see is not asked about.</param>
    /// <param name="kind">Of the notice, one of a lead.</param>
    /// <param name="about">The promise or party of the notice.</param>
    /// <param name="topic">As which it is told: a ladder's call is for those in charge.</param>
    /// <param name="person">Who would be told.</param>
    public static bool OfLead(Lead lead, NoticeKind kind, string? about, TellTopic topic, long person, Company company, Instant now)
    {
        // A note stays one when its lead has ended.
        if (kind == NoticeKind.NoteForMe)
            return true;
        if (!lead.IsOpen)
            return false;
        var concern = new Concern(lead, company, now);
        return kind switch
        {
            NoticeKind.HandedToMe => lead.OfferedHandoff is { } offer
                && concern.Receivers(offer.To, offer.ToTeam, offer.ToPerson).Contains(person),
            NoticeKind.Assigned => lead.Owner == person,
            NoticeKind.BackInQueue or NoticeKind.NobodyFree => (lead.OfferedHandoff is { } offer ? offer.ToPerson : lead.Owner) is null,
            NoticeKind.Returned => lead.OpenHandoff is { State: HandoffState.Returned } back
                && concern.Receivers(back.From, lead.Team, lead.Owner).Contains(person),
            NoticeKind.Warning => Clocks(lead, about).Any(clock => clock is { State: ClockState.Running, HeldAt: null }
                && concern.Of(clock, toCharge: false).Contains(person)),
            NoticeKind.Breach or NoticeKind.NobodyLeft => Clocks(lead, about).Any(clock =>
                clock is { State: ClockState.Breached, IsLive: true, Excuse: null }
                && concern.Of(clock, topic == TellTopic.Escalation).Contains(person)),
            _ => true,
        };
    }

    /// <param name="agreement">As it stands; one that is gone or not the person's to see is not asked about.</param>
    /// <param name="version">The one of the notice; null: it is gone.</param>
    /// <param name="kind">Of the notice, one of an agreement.</param>
    public static bool OfAgreement(Agreement agreement, AgreementVersion? version, NoticeKind kind, Person person) => kind switch
    {
        NoticeKind.ToSign => version is { State: VersionState.Proposed }
            && agreement.Missing(version).Any(party => !agreement.IsBetween(person.Party, null) || party == person.Party),
        NoticeKind.ChangesAsked => version is { State: VersionState.Draft },
        NoticeKind.Ends => version is { EndsAt: not null },
        NoticeKind.GoesOn => version is { EndsAt: null },
        _ => version is not null,
    };

    private static IEnumerable<Clock> Clocks(Lead lead, string? about) =>
        WhichPromise.Read(about) is { } which ? lead.Clocks.Where(which.IsOf) : [];
}
