using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Engine.Commands;

/// <summary>What follows from events beyond the lead: the account becomes a customer, people are told.</summary>
public sealed partial class Write
{
    /// <summary>Set while history is imported: it sends no message to anyone.</summary>
    public bool IsHistory { get; set; }

    /// <summary>The run whose row this is; null: no import.</summary>
    internal long? Import { get; set; }

    private void Consequences(Turn turn)
    {
        var lead = turn.Lead;
        foreach (var (happened, _) in turn.Events)
        {
            if (happened is StageMoved { To: Stage.Won } or LeadPlaced { Stage: Stage.Won } && lead.AccountId is { } id)
            {
                var account = Lookups.Account(id);
                if (!account.IsCustomer)
                    account.CustomerBy = Import;
                (account.IsCustomer, account.Owner) = (true, lead.Owner ?? account.Owner);
            }
            if (happened is HandoffOffered or LeadPlaced)
                NoteComing(lead.Id, happened is HandoffOffered offered ? offered.To : ((LeadPlaced)happened).Holder);
            if (!IsHistory)
                Tell(lead, happened);
        }
    }

    private void NoteComing(long leadId, string party)
    {
        if (Company.Parties.GetValueOrDefault(party) is { IsPartner: true } && !Lookups.WasWith(party, leadId))
            Changes.PartnerLeads.Add(new() { Party = party, LeadId = leadId });
    }

    private void Tell(Lead lead, LeadEvent happened)
    {
        var happening = new Happening(happened, lead, Company, Now);
        foreach (var rule in NoticeRule.OfLeads)
            if (rule.When(happening) is { } told)
                Tell(lead, rule.Kind, told.About, told.People);
    }

    private void Tell(Lead lead, NoticeKind kind, string? about, IEnumerable<long> people)
    {
        foreach (var person in Others(people))
            Changes.Notices.Add(new() { Id = NextId(), PersonId = person, LeadId = lead.Id, Kind = kind, About = about, At = Now });
    }

    /// <summary>Rings about a version of an agreement.</summary>
    internal void Tell(Agreement agreement, int version, NoticeKind kind, IEnumerable<Person> people)
    {
        foreach (var person in Others(people.Where(p => p.Active).Select(p => p.Id)))
            Changes.Notices.Add(new()
            {
                Id = NextId(),
                PersonId = person,
                Agreement = agreement.Id,
                Version = version,
                Kind = kind,
                About = Actor.ToString(),
                At = Now,
            });
    }

    /// <summary>Rings about what is neither a lead's nor an agreement's.</summary>
    internal void Tell(NoticeKind kind, string about, IEnumerable<Person> people)
    {
        foreach (var person in Others(people.Where(p => p.Active).Select(p => p.Id)))
            Changes.Notices.Add(new() { Id = NextId(), PersonId = person, Kind = kind, About = about, At = Now });
    }

    // Nobody's own doings ring the bell.
    private IEnumerable<long> Others(IEnumerable<long> people) => people.Where(id => id != Actor.PersonId).Distinct();
}
