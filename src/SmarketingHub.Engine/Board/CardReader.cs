using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Board;

/// <summary>Makes cards from rows, a lead's clocks not among them: what is shown of them stands in the lead's own.</summary>
public static class CardReader
{
    // SQLite takes so many parameters at once.
    private const int MostAsked = 500;

    /// <summary>The cards of these leads as far as they are open; null: of all open leads.</summary>
    public static IEnumerable<Card> Read(HubContext rows, Company company, IReadOnlyList<long>? ids)
    {
        var open = rows.Leads.AsNoTracking().Where(l => l.ClosedAt == null);
        return ids is null ? ReadWhere(rows, company, open)
            : ids.Chunk(MostAsked).SelectMany(some => ReadWhere(rows, company, open.Where(l => some.Contains(l.Id))));
    }

    // A lead has one open hand-off at most.
    private static IEnumerable<Card> ReadWhere(HubContext rows, Company company, IQueryable<Lead> leads)
    {
        var merged = leads.Join(rows.Contacts, lead => lead.ContactId, contact => contact.MergedInto, (lead, contact) => new { lead.Id, contact.Search })
            .ToLookup(read => read.Id, read => read.Search);
        return
        (from lead in leads
         join contact in rows.Contacts on lead.ContactId equals contact.Id
         join other in rows.Accounts on lead.AccountId equals other.Id into others
         from account in others.DefaultIfEmpty()
         join open in rows.Handoffs.Where(h => h.State == HandoffState.Offered || h.State == HandoffState.Returned) on lead.Id equals open.LeadId into opens
         from handoff in opens.DefaultIfEmpty()
         select new
         {
             lead.Id,
             lead.Version,
             lead.Stage,
             lead.Holder,
             lead.Owner,
             lead.Facts,
             lead.Amount,
             lead.MeetingAt,
             lead.NoShow,
             lead.PausedUntil,
             lead.LookAgainAt,
             lead.ReceivedAt,
             lead.Shown,
             Account = account!.Name,
             AccountSearch = (string?)account!.Search,
             ContactSearch = contact.Search,
             contact.FirstName,
             contact.LastName,
             contact.Email,
             contact.Title,
             State = (HandoffState?)handoff!.State,
             handoff.To,
             handoff.ToPerson,
             handoff.Reason,
         }).AsEnumerable().Select(read =>
        {
            var person = $"{read.FirstName} {read.LastName}".Trim();
            return new Card
            {
                Id = read.Id,
                Version = read.Version,
                Stage = read.Stage,
                Handoff = read.State,
                Name = read.Account ?? (person.Length > 0 ? person : read.Email ?? $"#{read.Id}"),
                Contact = read.Title ?? (read.Account is not null && person.Length > 0 ? person : null),
                Search = SearchText.Of(read.ContactSearch, merged[read.Id], read.AccountSearch),
                Source = read.Facts.Source,
                Grade = read.Facts.Grade,
                Country = read.Facts.Clean().Country,
                Product = read.Facts.Product,
                Value = read.Amount ?? read.Facts.ExpectedValue,
                Holder = read.Holder,
                Receiver = read.To,
                Person = read.State == HandoffState.Offered ? read.ToPerson : read.Owner,
                Reason = read.Reason,
                Clock = read.Shown is { } shown ? ClockOf(shown) : null,
                AttemptsMade = read.Shown?.AttemptsMade ?? 0,
                AttemptsAsked = read.Shown?.AttemptsAsked ?? 0,
                MeetingAt = read.MeetingAt,
                NoShow = read.NoShow,
                PausedUntil = read.PausedUntil,
                LookAgainAt = read.LookAgainAt,
                ReceivedAt = read.ReceivedAt,
            }.In(company);
        });
    }

    private static CardClock ClockOf(ShownClock clock) => new(
        clock.Promise, clock.State, clock.State == ClockState.Breached ? Sla.Breached : clock.AtRisk ? Sla.AtRisk : Sla.Running,
        clock.StartedAt, clock.DueAt, clock.RiskAt, $"{clock.Calendar}@{clock.CalendarVersion}");
}
