using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>What leads are called, as their cards call them.</summary>
public static class LeadNames
{
    public static async Task<Dictionary<long, string>> Of(HubContext rows, IReadOnlyList<long> leads) =>
        await (from lead in rows.Leads
               where leads.Contains(lead.Id)
               join contact in rows.Contacts on lead.ContactId equals contact.Id
               select new
               {
                   lead.Id,
                   Account = rows.Accounts.Where(a => a.Id == lead.AccountId).Select(a => a.Name).FirstOrDefault(),
                   contact.FirstName,
                   contact.LastName,
                   contact.Email,
               }).ToDictionaryAsync(l => l.Id, l => l.Account
                   ?? ($"{l.FirstName} {l.LastName}".Trim() is { Length: > 0 } name ? name : l.Email ?? $"#{l.Id}"));
}
