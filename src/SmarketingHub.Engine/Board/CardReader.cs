using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Board;

/// <summary>Makes cards from rows.</summary>
public static class CardReader
{
    // SQLite takes so many parameters at once, and more than this is a reason to read everything.
    private const int MostAsked = 500;

    /// <summary>The cards of these leads as far as they are open; null: of all open leads.</summary>
    public static async Task<Dictionary<long, Card>> Read(HubContext rows, Company company, IReadOnlyList<long>? ids)
    {
        if (ids is null)
            return await ReadWhere(rows, company, rows.Leads.AsNoTracking().Where(l => l.ClosedAt == null));
        var cards = new Dictionary<long, Card>();
        foreach (var some in ids.Chunk(MostAsked))
            foreach (var (id, card) in await ReadWhere(rows, company, rows.Leads.AsNoTracking().Where(l => some.Contains(l.Id) && l.ClosedAt == null)))
                cards.Add(id, card);
        return cards;
    }

    private static async Task<Dictionary<long, Card>> ReadWhere(HubContext rows, Company company, IQueryable<Lead> leads)
    {
        var people = await leads.Select(l => new
        {
            Lead = l,
            Account = rows.Accounts.Where(a => a.Id == l.AccountId).Select(a => a.Name).FirstOrDefault(),
            Contact = rows.Contacts.Where(c => c.Id == l.ContactId).Select(c => new { c.FirstName, c.LastName, c.Email, c.Title }).First(),
        }).ToListAsync();
        var handoffs = (await rows.Handoffs.AsNoTracking().Where(h => leads.Any(l => l.Id == h.LeadId) && h.State != HandoffState.Accepted && h.State != HandoffState.Closed)
            .ToListAsync()).ToLookup(h => h.LeadId);
        var clocks = (await rows.Clocks.AsNoTracking().Where(c => leads.Any(l => l.Id == c.LeadId)
                && (c.State == ClockState.Running || c.State == ClockState.Paused || c.State == ClockState.Breached && c.StoppedAt == null))
            .ToListAsync()).ToLookup(c => c.LeadId);
        return people.ToDictionary(p => p.Lead.Id, p => Make(
            company, p.Lead, handoffs[p.Lead.Id].LastOrDefault(), [.. clocks[p.Lead.Id]],
            p.Account, $"{p.Contact.FirstName} {p.Contact.LastName}".Trim(), p.Contact.Title, p.Contact.Email));
    }

    private static Card Make(
        Company company, Lead lead, Handoff? handoff, IReadOnlyList<Clock> clocks, string? account, string person, string? title, string? email)
    {
        var has = handoff?.State == HandoffState.Offered ? handoff.ToPerson : lead.Owner;
        var effort = clocks.LastOrDefault(c => c.Promise == Promise.Effort);
        var partner = new[] { handoff?.To, lead.Holder }.FirstOrDefault(key => key is not null && company.Parties.GetValueOrDefault(key) is { IsPartner: true });
        return new()
        {
            Id = lead.Id,
            Version = lead.Version,
            Column = ColumnOf(company, lead, handoff),
            Stage = lead.Stage,
            Handoff = handoff?.State,
            Name = account ?? (person.Length > 0 ? person : email ?? $"#{lead.Id}"),
            Contact = title ?? (account is not null && person.Length > 0 ? person : null),
            Source = lead.Facts.Source,
            Grade = lead.Facts.Grade,
            Country = lead.Facts.Country,
            Product = lead.Facts.Product,
            Value = lead.Amount ?? lead.Facts.ExpectedValue,
            Holder = lead.Holder,
            OfferedTo = handoff?.State == HandoffState.Offered ? handoff.To : null,
            Partner = partner is null ? null : company.PartyName(partner),
            Person = has,
            PersonName = company.Person(has)?.Name,
            Initials = company.Person(has)?.Initials,
            Reason = handoff?.Reason,
            Clock = clocks.MinBy(c => (c.State switch { ClockState.Breached => 0, ClockState.Running => 1, _ => 2 }, c.DueAt)) is { } urgent ? ClockOf(urgent) : null,
            AttemptsMade = effort?.AttemptsMade ?? 0,
            AttemptsAsked = effort?.AttemptsAsked ?? 0,
            MeetingAt = lead.MeetingAt,
            NoShow = lead.NoShow,
            PausedUntil = lead.PausedUntil,
            LookAgainAt = lead.LookAgainAt,
            ReceivedAt = lead.ReceivedAt,
        };
    }

    private static CardClock ClockOf(Clock clock) => new(
        clock.Promise, clock.State,
        clock.State == ClockState.Breached ? Sla.Breached
            : clock.Points.LastOrDefault(p => p.Kind == PointKind.Warn) is { Fired: true } ? Sla.AtRisk : Sla.Running,
        clock.StartedAt, clock.DueAt, clock.WarnAt, $"{clock.Calendar}@{clock.CalendarVersion}");

    private static Column ColumnOf(Company company, Lead lead, Handoff? handoff) => handoff?.State switch
    {
        HandoffState.Returned => Column.Returned,
        HandoffState.Offered => company.Parties.GetValueOrDefault(handoff.To) is { IsPartner: true } ? Column.OfferedToPartners : Column.OfferedToSales,
        _ => Enum.Parse<Column>(lead.Stage.ToString()),
    };
}
