using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

internal static class LedgerTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<LedgerEvent>(line =>
        {
            line.HasKey(e => e.Sequence);
            line.HasIndex(e => e.LeadId);
        });
        model.Entity<PartnerLead>().HasKey(p => new { p.Party, p.LeadId });
        model.Entity<LedgerHead>();
        model.Entity<IdempotencyKey>(key =>
        {
            key.HasKey(k => new { k.Caller, k.Key });
            key.HasIndex(k => k.LeadId);
            key.HasIndex(k => k.At);
        });
        model.Entity<EndedSession>().HasKey(s => s.Session);
        model.Entity<ApiKey>().HasIndex(k => k.Hash).IsUnique();
        model.Entity<InstallationKey>().HasKey(k => k.Name);
        model.Entity<CompanyDocument>().HasKey(d => new { d.Kind, d.Key });
        model.Entity<Notice>(notice =>
        {
            notice.HasIndex(n => new { n.PersonId, n.ReadAt });
            notice.HasIndex(n => n.At);
        });
    }
}
