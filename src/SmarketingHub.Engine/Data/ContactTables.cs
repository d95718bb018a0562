using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class ContactTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.HasIndex(a => a.NameKey);
            account.Property(a => a.Search).HasDefaultValue("").ValueGeneratedNever();
        });
        model.Entity<WorkDomain>().HasKey(d => d.Domain);
        model.Entity<Contact>(contact =>
        {
            // Two people never have one email; a merged contact keeps its own, to be found by.
            contact.HasIndex(c => c.EmailKey);
            contact.HasIndex(c => c.EmailKey, "IX_Contacts_OneEmail").IsUnique()
                .HasFilter("\"MergedInto\" IS NULL AND \"EmailKey\" IS NOT NULL");
            contact.HasIndex(c => c.PhoneKey);
            contact.HasIndex(c => c.AccountId).HasFilter("\"AccountId\" IS NOT NULL");
            contact.HasIndex(c => c.PhoneTyped).HasFilter("\"PhoneTyped\" IS NOT NULL");
            contact.HasIndex(c => c.ForgottenAt).HasFilter("\"ForgottenAt\" IS NOT NULL");
            contact.Ignore(c => c.Profile);
            contact.Property(c => c.Search).HasDefaultValue("").ValueGeneratedNever();
            contact.HasIndex(c => c.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        });
        model.Entity<PersonalText>().HasIndex(t => t.ContactId);
        model.Entity<Inquiry>().HasIndex(i => i.LeadId);
        model.Entity<ExternalId>(external =>
        {
            external.HasKey(e => new { e.System, e.Type, e.Value });
            external.HasIndex(e => e.LeadId);
            external.HasIndex(e => e.Key);
        });
    }
}
