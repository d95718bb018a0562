using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

/// <summary>What reports read, beside the ledger.</summary>
internal static class ReportTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<ReportCursor>().ToTable("ReportCursor");
        model.Entity<ReportedLead>(lead =>
        {
            lead.ToTable("ReportLeads");
            lead.HasKey(l => l.LeadId);
            lead.HasIndex(l => l.ReceivedAt);
            lead.HasIndex(l => l.OfferedAt).HasFilter("\"OfferedAt\" IS NOT NULL");
            lead.HasIndex(l => l.KnownAt);
        });
        model.Entity<ReportedPromise>(promise =>
        {
            promise.ToTable("ReportPromises");
            promise.HasKey(p => p.Sequence);
            promise.HasIndex(p => p.LeadId);
            promise.HasIndex(p => p.StartedAt);
        });
        model.Entity<LeadStretch>(stretch =>
        {
            stretch.ToTable("ReportStretches");
            // A meeting that is over begins one, and no event does.
            stretch.HasKey(s => new { s.LeadId, s.From });
            stretch.Property(s => s.From).HasColumnName("Began");
            stretch.Property(s => s.To).HasColumnName("Ended");
            stretch.HasIndex(s => new { s.To, s.From });
        });
        model.Entity<LeadAct>(act =>
        {
            act.ToTable("ReportActs");
            act.HasKey(a => a.Sequence);
            act.HasIndex(a => a.LeadId);
            act.HasIndex(a => new { a.Person, a.At });
        });
        model.Entity<ReportedHandoff>(handoff =>
        {
            handoff.ToTable("ReportHandoffs");
            handoff.HasKey(h => h.Handoff);
            handoff.Property(h => h.From).HasColumnName("FromParty");
            handoff.Property(h => h.To).HasColumnName("ToParty");
            handoff.HasIndex(h => h.LeadId);
            handoff.HasIndex(h => h.OfferedAt);
        });
        model.Entity<LeadReturn>(back =>
        {
            back.ToTable("ReportReturns");
            back.HasKey(r => r.Sequence);
            back.Property(r => r.From).HasColumnName("FromParty");
            back.Property(r => r.To).HasColumnName("ToParty");
            back.HasIndex(r => r.LeadId);
            back.HasIndex(r => r.At);
        });
        model.Entity<LeadPause>(pause =>
        {
            pause.ToTable("ReportPauses");
            pause.HasKey(p => p.Sequence);
            pause.Property(p => p.From).HasColumnName("Began");
            pause.Property(p => p.To).HasColumnName("Ended");
            pause.HasIndex(p => p.LeadId);
            pause.HasIndex(p => p.From);
        });
    }
}
