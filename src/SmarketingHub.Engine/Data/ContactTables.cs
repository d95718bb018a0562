using Microsoft.EntityFrameworkCore;

namespace SmarketingHub.Engine.Data;

internal static class ContactTables
{
    internal static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.HasIndex(a => a.NameKey);
            account.HasIndex(a => a.Domain);
        });
        model.Entity<Contact>(contact =>
        {
            contact.HasIndex(c => c.EmailKey);
            contact.HasIndex(c => c.PhoneKey);
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
