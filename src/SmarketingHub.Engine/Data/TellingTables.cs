using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class TellingTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Delivery>(delivery =>
        {
            // What falls due next, among all that was ever sent.
            delivery.HasIndex(d => d.DueAt).HasFilter("\"State\" = 'Waiting' AND \"LetterId\" IS NULL");
            delivery.HasIndex(d => new { d.PersonId, d.Channel }).HasFilter("\"State\" = 'Waiting' AND \"LetterId\" IS NULL");
            delivery.HasIndex(d => d.LetterId);
            delivery.HasIndex(d => d.At);
        });
        model.Entity<Letter>(letter =>
        {
            letter.HasIndex(l => l.NextAt).HasFilter("\"State\" = 'Waiting'");
            letter.HasIndex(l => new { l.PersonId, l.Channel }).HasFilter("\"State\" = 'Waiting'");
            letter.HasIndex(l => l.State).HasFilter("\"State\" = 'Dead'");
            letter.HasIndex(l => l.MadeAt);
        });
        model.Entity<NightlyMark>().Property(mark => mark.Id).ValueGeneratedNever();
        model.Entity<Reach>(reach =>
        {
            reach.HasKey(r => new { r.PersonId, r.Channel });
            reach.HasIndex(r => r.StopToken).IsUnique();
            reach.HasIndex(r => r.ProofToken);
            reach.HasIndex(r => r.Address);
        });
    }
}
