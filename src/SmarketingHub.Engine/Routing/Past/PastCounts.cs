using NodaTime;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Routing.Past;

/// <summary>Counts who would have got what beside who got it.</summary>
internal static class PastCounts
{
    internal static PastResult Of(PastRequest request, Company company, List<PastCapture> captures, PastRouting past, long sequence)
    {
        var days = new Dictionary<(long Person, LocalDate Day), (int Leads, int Was)>();
        void Count(long? person, Instant at, int leads, int was)
        {
            if (person is not { } who)
                return;
            var key = (who, at.InZone(company.Zone).Date);
            var had = days.GetValueOrDefault(key);
            days[key] = (had.Leads + leads, had.Was + was);
        }
        var (changes, changed) = (new List<ChangedLead>(), 0);
        foreach (var lead in captures.OrderBy(c => c.Asks[0].Sequence))
        {
            var (route, at) = past.Went.GetValueOrDefault(lead.Lead);
            Count(route?.Person, at, 1, 0);
            Count(lead.Was, lead.Asks[0].At, 0, 1);
            if (route is null || route.Person == lead.Was)
                continue;
            changed++;
            if (changes.Count < request.MostChanges)
                changes.Add(new(lead.Lead, lead.Asks[0].At, route.Name, route.Person, lead.Was));
        }
        return new(sequence, captures.Count, past.Went.Count, past.Held, changed,
            [.. days.GroupBy(d => d.Key.Person).OrderBy(g => g.Key).Select(g => new PersonLoad(
                g.Key, g.Sum(d => d.Value.Leads), g.Sum(d => d.Value.Was), g.Max(d => d.Value.Leads),
                [.. g.OrderBy(d => d.Key.Day).Select(d => new DayLoad(d.Key.Day, d.Value.Leads, d.Value.Was))]))],
            [.. request.Rules.Select(rule => past.Went.Values.Where(w => rule.IsCalled(w.Route.Name)).ToList() is var went
                ? new RuleLoad(rule.Name, went.Count, went.Count(w => w.Route.IsNobodyFree)) : null!)],
            changes);
    }
}
