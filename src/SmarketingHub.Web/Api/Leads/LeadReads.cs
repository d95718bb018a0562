using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Reads leads as far as the caller may see them.</summary>
internal static class LeadReads
{
    // A handful: a number with more is a company's.
    private const int MostOfPhone = 5;

    /// <exception cref="NotFound">No such lead, or none that the caller may know of.</exception>
    internal static async Task<Lead> One(HubContext rows, Actor actor, long id) =>
        await rows.Leads.IgnoreQueryFilters().AsNoTracking().SeenBy(actor).FirstOrDefaultAsync(l => l.Id == id)
            ?? throw new NotFound($"There is no lead {id}.");

    /// <summary>A lead as the caller knows it.</summary>
    /// <param name="rows">Read, not changed.</param>
    /// <param name="live">Has the company in hand.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Of the lead.</param>
    /// <param name="moved">The caller just moved it, and need not see it any more.</param>
    /// <exception cref="NotFound">No such lead, or none that the caller may know of.</exception>
    internal static async Task<LeadOut> Out(HubContext rows, LiveBoard live, Actor actor, long id, bool moved = false)
    {
        var lead = await One(rows, moved ? Actor.System : actor, id);
        return (await Out(rows, live, actor, [lead]))[0] with
        {
            SamePhone = await rows.SamePhone(actor, lead.ContactId).Take(MostOfPhone).Select(l => l.Id).ToListAsync(),
        };
    }

    internal static async Task<IReadOnlyList<LeadOut>> Out(HubContext rows, LiveBoard live, Actor actor, IReadOnlyList<Lead> leads)
    {
        var ids = leads.Select(l => l.Id).ToArray();
        var contactIds = leads.Select(l => l.ContactId).Distinct().ToArray();
        var accountIds = leads.Where(l => l.AccountId is not null).Select(l => l.AccountId!.Value).Distinct().ToArray();
        var contacts = await rows.Contacts.AsNoTracking().Where(c => contactIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var accounts = await rows.Accounts.Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name);
        var external = (await rows.ExternalIds.AsNoTracking().Where(e => ids.Contains(e.LeadId)).ToListAsync()).ToLookup(e => e.LeadId);
        var handoffs = (await rows.Handoffs.AsNoTracking().Where(h => ids.Contains(h.LeadId)).OrderBy(h => h.Id)
            .ToListAsync()).ToLookup(h => h.LeadId);
        foreach (var lead in leads)
            lead.Handoffs.AddRange(handoffs[lead.Id]);
        var company = CompanyFor(rows, live, leads.Select(l => l.Owner).Concat(leads.Select(l => l.CurrentHandoff?.ToPerson)))
            .SeenBy(actor);
        return [.. leads.Select(l => LeadOut.Of(
            l, contacts[l.ContactId],
            l.AccountId is { } account ? accounts.GetValueOrDefault(account) : null, external[l.Id], company))];
    }

    /// <summary>The company in hand; read afresh when somebody is so new that the board has not seen them.</summary>
    internal static Company CompanyFor(HubContext rows, LiveBoard live, IEnumerable<long?> people) =>
        live.Ready.IsCompletedSuccessfully && people.All(id => id is null || live.Company.Person(id) is not null)
            ? live.Company : CompanyStore.Read(rows);
}
