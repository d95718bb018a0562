using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class ImportTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<ImportRun>();
        model.Entity<KeptProfile>(profile =>
        {
            profile.ToTable("ImportProfiles");
            profile.HasKey(p => p.Name);
        });
        model.Entity<ImportedRow>(row =>
        {
            row.HasKey(r => new { r.Key, r.Import });
            row.HasIndex(r => r.LeadId);
            // A run's leads, when it is taken back.
            row.HasIndex(r => new { r.Import, r.LeadId });
        });
    }
}
