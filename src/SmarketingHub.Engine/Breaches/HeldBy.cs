using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Breaches;

/// <summary>Who has a lead in one party, as a list showed it.</summary>
/// <param name="Has">The party has the lead, or is offered it.</param>
/// <param name="Person">Null: its queue.</param>
/// <param name="Version">Of the lead then.</param>
public sealed record HeldBy(string Party, bool Has, long? Person, int Version)
{
    internal static async Task<IReadOnlyDictionary<long, LeadHeld>> Of(HubContext rows, IReadOnlyList<long> leads)
    {
        var offers = await rows.Handoffs.Where(h => leads.Contains(h.LeadId) && h.State == HandoffState.Offered)
            .Select(h => new { h.LeadId, h.To, h.ToPerson }).ToListAsync();
        var offered = offers.ToLookup(o => o.LeadId, o => (o.To, o.ToPerson));
        var found = await rows.Leads.Where(l => leads.Contains(l.Id)).Select(l => new { l.Id, l.Version, l.Holder, l.Owner })
            .ToListAsync();
        return found.ToDictionary(l => l.Id, l => new LeadHeld(l.Version, l.Holder, l.Owner, [.. offered[l.Id]]));
    }
}

internal static class LeadsHeld
{
    internal static HeldBy In(this IReadOnlyDictionary<long, LeadHeld> held, long lead, string party) =>
        held.GetValueOrDefault(lead)?.In(party) ?? new(party, Has: false, null, 0);
}

/// <summary>Who has a lead, and whom it is offered to.</summary>
internal sealed record LeadHeld(int Version, string Holder, long? Owner, IReadOnlyList<(string To, long? Person)> Offers)
{
    /// <summary>As <see cref="Lead.With"/> has it.</summary>
    internal HeldBy In(string party)
    {
        foreach (var (to, person) in Offers)
            if (to == party)
                return new(party, true, person, Version);
        return Holder == party ? new(party, true, Owner, Version) : new(party, false, null, Version);
    }
}

/// <summary>Gives leads to others as a list showed them.</summary>
public static class Regiving
{
    /// <summary>Gives it to somebody else in its party, unless somebody did so meanwhile.</summary>
    /// <param name="door">Through which.</param>
    /// <param name="actor">Who gives it.</param>
    /// <param name="leadId">Which lead.</param>
    /// <param name="shown">Who had it as the actor decided.</param>
    /// <param name="owner">Null: the queue.</param>
    /// <exception cref="Domain.Stale">Somebody else has it by now.</exception>
    public static Task<bool> Regive(this Door door, Actor actor, long leadId, HeldBy shown, long? owner) =>
        door.Do(actor, [leadId], write =>
        {
            var turn = write.Lead(leadId);
            if (turn.Lead.With(shown.Party) != (shown.Has, shown.Person))
                write.RefuseStale(leadId, shown.Version);
            turn.Assign(owner, shown.Party);
            return true;
        }, Trigger.Assign.ToString());
}
