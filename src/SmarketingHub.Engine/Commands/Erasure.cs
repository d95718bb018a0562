using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>Forgets a person: what is personal goes, the record of what happened stays and still verifies.</summary>
public static class Erasure
{
    /// <summary>The event; its body names the <c>leads</c> of the person.</summary>
    internal const string Event = "contactForgotten";

    internal static IEnumerable<long> LeadsOf(byte[] body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("leads").EnumerateArray().Select(lead => lead.GetInt64());

    public static async Task Forget(this Door door, Actor actor, long contactId, IDbContextFactory<HubContext> contexts)
    {
        await door.Do(actor, write => write.Forget(contactId));
        // Deleted rows were overwritten in their pages; the log of pages still has them until it is cut.
        await using var rows = await contexts.CreateDbContextAsync();
        await rows.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static bool Forget(this Write write, long contactId)
    {
        if (write.Actor.Role != Role.Admin)
            throw new NotAllowed("Only administrators forget a person.");
        var contact = write.Rows.Contacts.FirstOrDefault(c => c.Id == contactId) ?? throw new NotFound($"There is no contact {contactId}.");
        var email = contact.Email;
        (contact.FirstName, contact.LastName, contact.Email, contact.EmailKey, contact.Phone, contact.PhoneKey, contact.Title) = (null, null, null, null, null, null, null);
        contact.Key = null;
        write.Rows.Texts.Where(t => t.ContactId == contactId).ExecuteDelete();
        var leads = write.Rows.Leads.Where(l => l.ContactId == contactId).Select(l => l.Id);
        write.Rows.IdempotencyKeys.Where(k => leads.Contains(k.LeadId)).ExecuteDelete();
        write.Rows.ImportedRows.Where(r => leads.Contains(r.LeadId)).ExecuteDelete();
        if (email is not null)
            write.Rows.ImportRuns.Where(r => r.Rejects != null && r.Rejects.Contains(email)).ExecuteUpdate(set => set.SetProperty(r => r.Rejects, (string?)null));
        write.Note(Event, new { contact = contactId, leads = leads.ToList() });
        return true;
    }
}
