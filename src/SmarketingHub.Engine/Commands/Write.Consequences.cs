using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

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
                foreach (var person in Others(told.People))
                    Ring(new() { Id = NextId(), PersonId = person, LeadId = lead.Id, Kind = rule.Kind, About = told.About, At = Now },
                        happened is LadderStepped ? TellTopic.Escalation : rule.Topic);
    }

    /// <summary>Rings about a version of an agreement.</summary>
    internal void Tell(Agreement agreement, int version, NoticeKind kind, IEnumerable<Person> people)
    {
        foreach (var person in Others(people.Where(p => p.Active).Select(p => p.Id)))
            Ring(new()
            {
                Id = NextId(),
                PersonId = person,
                Agreement = agreement.Id,
                Version = version,
                Kind = kind,
                About = Actor.ToString(),
                At = Now,
            }, NoticeRule.Of(kind).Topic);
    }

    /// <summary>Rings about what is neither a lead's nor an agreement's.</summary>
    internal void Tell(NoticeKind kind, string about, IEnumerable<Person> people)
    {
        foreach (var person in Others(people.Where(p => p.Active).Select(p => p.Id)))
            Ring(new() { Id = NextId(), PersonId = person, Kind = kind, About = about, At = Now }, NoticeRule.Of(kind).Topic);
    }

    // The bell, and what the person chose beside it: with the notice, so that neither is ever without the other.
    private void Ring(Notice notice, TellTopic topic)
    {
        Changes.Notices.Add(notice);
        if (!Company.TellChoices.TryGetValue(notice.PersonId, out var choices))
            return;
        foreach (var by in choices.By)
            if (choices.DueAt(topic, by.Channel, notice.At, Company.Zone) is { } due)
                Changes.Deliveries.Add(new()
                {
                    Id = NextId(),
                    PersonId = notice.PersonId,
                    Channel = by.Channel,
                    NoticeId = notice.Id,
                    Topic = topic,
                    At = notice.At,
                    DueAt = due,
                });
    }

    // Nobody's own doings ring the bell.
    private IEnumerable<long> Others(IEnumerable<long> people) => people.Where(id => id != Actor.PersonId).Distinct();
}
