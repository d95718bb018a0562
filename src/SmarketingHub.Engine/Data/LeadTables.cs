using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;

namespace SmarketingHub.Engine.Data;

internal static class LeadTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Lead>(lead =>
        {
            lead.ComplexProperty(l => l.Facts, facts =>
            {
                foreach (var property in typeof(LeadFacts).GetProperties())
                    facts.Property(property.PropertyType, property.Name).HasColumnName(property.Name);
            });
            lead.ComplexProperty(l => l.Shown);
            lead.Property(l => l.HadBy).HasJsonList(ofMany: true);
            // One that is gone is in no list and no figure, and nobody's; it is asked for by its number alone, past this filter.
            lead.HasQueryFilter(l => l.TakenBack == null);
            lead.Ignore(l => l.CurrentHandoff).Ignore(l => l.OpenHandoff).Ignore(l => l.LiveClocks);
            lead.HasMany(l => l.Handoffs).WithOne().HasForeignKey(h => h.LeadId);
            lead.HasMany(l => l.Clocks).WithOne().HasForeignKey(c => c.LeadId);
            lead.HasMany(l => l.Attempts).WithOne().HasForeignKey(a => a.LeadId);
            lead.HasOne<Contact>().WithMany().HasForeignKey(l => l.ContactId).OnDelete(DeleteBehavior.Restrict);
            lead.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Restrict);
            // What falls due next, among a million leads for which nothing does.
            lead.HasIndex(l => l.NextDueAt).HasFilter("\"NextDueAt\" IS NOT NULL");
            // What waits for somebody to be free.
            lead.HasIndex(l => l.HeldUntil).HasFilter("\"HeldUntil\" IS NOT NULL");
            // Lists go by id within each of these.
            lead.HasIndex(l => l.Owner);
            lead.HasIndex(l => l.Holder);
            lead.HasIndex(l => l.Stage);
            lead.HasIndex(l => l.ContactId);
            lead.HasIndex(l => l.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
            lead.HasIndex(l => new { l.AccountId, l.Stage });
            lead.HasIndex(l => l.ReceivedAt);
            lead.HasIndex(l => l.LastAt);
            // The open ones among many more that are closed; an owner's are counted in every round of a clock.
            lead.HasIndex(l => l.ClosedAt).HasFilter("\"ClosedAt\" IS NULL");
            lead.HasIndex(l => l.Owner, "IX_Leads_Owner_Open").HasFilter("\"ClosedAt\" IS NULL");
        });

        model.Entity<Handoff>(handoff =>
        {
            handoff.Ignore(h => h.Addressee);
            handoff.Property(h => h.To).HasColumnName("ToParty");
            handoff.Property(h => h.From).HasColumnName("FromParty");
            // What is offered to a party or a person now.
            handoff.HasIndex(h => h.To).HasFilter("\"State\" = 'Offered'");
            handoff.HasIndex(h => h.ToPerson).HasFilter("\"State\" = 'Offered'");
        });

        model.Entity<Clock>(clock =>
        {
            clock.Property(c => c.Points).HasJsonList();
            clock.Property(c => c.Tried).HasJsonList(ofMany: true);
            clock.Property(c => c.Holds).HasJsonList();
            clock.Property(c => c.AskedBefore).HasJsonList();
            clock.HasIndex(c => new { c.State, c.DueAt });
            clock.HasIndex(c => c.BreachedAt).HasFilter("\"BreachedAt\" IS NOT NULL");
            // The open breaches are counted after every change.
            clock.HasIndex(c => c.OwedBy).HasFilter("\"State\" = 'Breached' AND \"StoppedAt\" IS NULL AND \"Excuse\" IS NULL");
            clock.HasIndex(c => c.StoppedAt).HasFilter("\"StoppedAt\" IS NOT NULL");
        });

        model.Entity<Attempt>().Property(a => a.By).HasColumnName("ByPerson");
    }
}
