using Microsoft.EntityFrameworkCore;

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
        model.Entity<LedgerHead>();
        model.Entity<IdempotencyKey>().HasKey(k => new { k.Caller, k.Key });
        model.Entity<ApiKey>().HasIndex(k => k.Hash).IsUnique();
        model.Entity<CompanyDocument>().HasKey(d => new { d.Kind, d.Key });
        model.Entity<Notice>(notice => notice.HasIndex(n => new { n.PersonId, n.ReadAt }));
    }
}
