using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class WebFormTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<WebForm>(form =>
        {
            form.HasIndex(f => f.Key).IsUnique();
            form.Property(f => f.Fields).HasJsonList();
            form.Property(f => f.Required).HasJsonList();
            form.Property(f => f.Languages).HasJsonList();
            form.Property(f => f.Words).HasJsonList();
            form.Property(f => f.Origins).HasJsonList();
            form.Ignore(f => f.HasConsent);
        });
        model.Entity<HeldInquiry>(held =>
        {
            held.HasOne<WebForm>().WithMany().HasForeignKey(h => h.FormId);
            held.Property(h => h.Signs).HasJsonList();
            held.HasIndex(h => new { h.FormId, h.Id });
            held.HasIndex(h => h.At);
        });
        model.Entity<DueFeed>().HasKey(f => f.PersonId);
    }
}
