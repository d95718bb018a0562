using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Board;

/// <summary>Makes cards from rows, a lead's clocks not among them: what is shown of them stands in the lead's own.</summary>
public static class CardReader
{
    /// <summary>The cards of these leads as far as they are open; null: of all open leads.</summary>
    public static IEnumerable<Card> Read(HubContext rows, Company company, IReadOnlyList<long>? ids) => ids is null
        ? ReadWhere(rows, company, Open(rows))
        : ids.Chunk(HubContext.MostIds).SelectMany(some => ReadWhere(rows, company, Open(rows).Where(l => some.Contains(l.Id))));

    /// <summary>The cards of all open leads, half of them on each of two connections at once: a start waits for them.</summary>
    /// <param name="rows">Both of the same moment.</param>
    /// <param name="others">As above.</param>
    public static async Task<IReadOnlyCollection<Card>> ReadAll(HubContext rows, HubContext others, Company company)
    {
        var ids = Open(rows).Select(l => l.Id);
        // From either end the first one is found at once.
        var middle = (await ids.OrderBy(id => id).FirstOrDefaultAsync() + await ids.OrderByDescending(id => id).FirstOrDefaultAsync()) / 2;
        var later = Task.Run(() => ReadWhere(others, company, Open(others).Where(l => l.Id > middle)).ToList());
        return [.. ReadWhere(rows, company, Open(rows).Where(l => l.Id <= middle)), .. await later];
    }

    private static IQueryable<Lead> Open(HubContext rows) => rows.Leads.AsNoTracking().Where(l => l.ClosedAt == null);

    // A lead has one open hand-off at most.
    private static IEnumerable<Card> ReadWhere(HubContext rows, Company company, IQueryable<Lead> leads)
    {
        var merged = leads.Join(rows.Contacts, lead => lead.ContactId, contact => contact.MergedInto,
            (lead, contact) => new { lead.Id, contact.Search })
            .ToLookup(read => read.Id, read => read.Search);
        return
        (from lead in leads
         join contact in rows.Contacts on lead.ContactId equals contact.Id
         join other in rows.Accounts on lead.AccountId equals other.Id into others
         from account in others.DefaultIfEmpty()
         join open in rows.Handoffs.Where(h => h.State == HandoffState.Offered
             || h.State == HandoffState.Returned) on lead.Id equals open.LeadId into opens
         from handoff in opens.DefaultIfEmpty()
         select new
         {
             Lead = new LeadSnapshot
             {
                 Id = lead.Id,
                 Version = lead.Version,
                 Stage = lead.Stage,
                 Holder = lead.Holder,
                 Owner = lead.Owner,
                 ContactId = lead.ContactId,
                 AccountId = lead.AccountId,
                 Facts = lead.Facts,
                 Amount = lead.Amount,
                 ReceivedAt = lead.ReceivedAt,
                 LookAgainAt = lead.LookAgainAt,
                 MeetingAt = lead.MeetingAt,
                 NoShow = lead.NoShow,
                 PausedUntil = lead.PausedUntil,
                 Shown = lead.Shown,
                 Handoff = (HandoffState?)handoff!.State,
                 Receiver = handoff.To,
                 ReceiverPerson = handoff.ToPerson,
                 Reason = handoff.Reason,
             },
             Account = account!.Name,
             AccountSearch = (string?)account!.Search,
             ContactSearch = contact.Search,
             contact.FirstName,
             contact.LastName,
             contact.Email,
             contact.Title,
         }).AsEnumerable().Select(read =>
        {
            var person = $"{read.FirstName} {read.LastName}".Trim();
            return Card.Of(read.Lead, new(
                read.Account ?? (person.Length > 0 ? person : read.Email ?? $"#{read.Lead.Id}"),
                read.Title ?? (read.Account is not null && person.Length > 0 ? person : null),
                SearchText.Of(read.ContactSearch, merged[read.Lead.Id], read.AccountSearch)), company);
        });
    }
}
