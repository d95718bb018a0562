using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class RoutingTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<RuleTurn>(turn =>
        {
            turn.ToTable("RuleTurns");
            turn.HasKey(t => t.Rule);
            turn.Property(t => t.Standings).HasJsonList();
        });
        model.Entity<RoutedLead>(routed =>
        {
            routed.ToTable("RoutedLeads");
            routed.HasKey(r => r.Sequence);
            routed.Property(r => r.As).HasColumnName("RoutedAs");
            routed.HasIndex(r => r.LeadId);
            routed.HasIndex(r => r.At);
        });
    }
}
