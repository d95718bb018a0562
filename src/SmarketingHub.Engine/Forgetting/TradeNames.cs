using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>
/// A company's name is not personal, unless it is the person's own: that of somebody who trades alone under it.
/// So it goes along where nobody else is known at the company.
/// </summary>
internal static class TradeNames
{
    internal static void Hide(HubContext rows, List<Contact> contacts, List<long> leads, OwnDomains own)
    {
        var traces = Traces.Of(rows, contacts, leads);
        var ids = contacts.ConvertAll(c => c.Id);
        var theirs = rows.Leads.IgnoreQueryFilters().Where(l => leads.Contains(l.Id) && l.AccountId != null)
            .Select(l => l.AccountId!.Value).AsEnumerable().Concat(contacts.Select(c => c.AccountId).OfType<long>()).Distinct().ToList();
        foreach (var account in rows.Accounts.Where(a => theirs.Contains(a.Id)).ToList())
        {
            var domains = rows.WorkDomains.Where(d => d.AccountId == account.Id).Select(d => d.Domain).ToList();
            if (!(traces.IsNameOf(account, domains) ? IsAlone(rows, account.Id, ids) : traces.AreIn(account.Name)))
                continue;
            (account.Name, account.NameKey) = ($"#{account.Id}", $"#{account.Id}");
            rows.WorkDomains.Where(d => d.AccountId == account.Id).ExecuteDelete();
        }
        // A domain that nobody else has may be the person's own.
        foreach (var domain in own.Of(rows, contacts))
            rows.WorkDomains.Where(d => d.Domain == domain).ExecuteDelete();
    }

    private static bool IsAlone(HubContext rows, long account, List<long> contacts) =>
        !rows.Contacts.Any(c => c.AccountId == account && !contacts.Contains(c.Id))
        && !rows.Leads.IgnoreQueryFilters().Any(l => l.AccountId == account && !contacts.Contains(l.ContactId));
}
