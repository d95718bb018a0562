using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Identities;

/// <summary>A person in the world may stand in several contacts: the duplicates that were merged point to the one that goes on.</summary>
public static class Persons
{
    /// <summary>The contact that goes on for this one: itself, if it was never merged.</summary>
    public static long Surviving(this HubContext rows, long contact) =>
        rows.Contacts.Where(c => c.Id == contact).Select(c => c.MergedInto).FirstOrDefault() ?? contact;

    /// <summary>All contacts of the person that this contact is one of, the one that goes on among them.</summary>
    public static IQueryable<Contact> ContactsOfPerson(this HubContext rows, long contact)
    {
        var surviving = rows.Surviving(contact);
        return rows.Contacts.Where(c => c.Id == surviving || c.MergedInto == surviving);
    }

    /// <summary>
    /// Merges a lead into another, and its person into the other's: all leads of the duplicate's are that one's from now on, and it takes
    /// what it lacked. The persons stay two where one was forgotten. Whoever does not see all leads of both is refused before,
    /// <see cref="IsSharedBeyond"/>.
    /// </summary>
    internal static void Merge(this Write write, Turn duplicate, Turn target, string? words)
    {
        duplicate.CheckMerge(target);
        var (from, into) = (write.Lookups.Contact(duplicate.Lead.ContactId), write.Lookups.Contact(target.Lead.ContactId));
        if (from.Id == into.Id || from.Key is null || into.Key is null)
        {
            duplicate.MergeInto(target, words);
            return;
        }
        // An email that another person is found by stays that one's: an older version let two have one.
        var given = from.Profile with { Email = from.EmailKey is null ? null : from.Email };
        var profile = Profiles.Fill(write, into, given, target.Lead.Facts.Country ?? duplicate.Lead.Facts.Country);
        into.AccountId ??= from.AccountId;
        var leads = write.Rows.Leads.Where(l => l.ContactId == from.Id && l.Id != duplicate.Lead.Id).OrderBy(l => l.Id).Select(l => l.Id)
            .ToList();
        duplicate.MergeInto(target, words, into.Id, profile);
        duplicate.MoveToContact(into.Id);
        foreach (var id in leads)
        {
            var turn = write.Lead(id);
            turn.FirePassed(write.Now);
            turn.MoveToContact(into.Id);
        }
        // At once: while both count as persons of their own, they cannot have one email.
        write.Rows.Contacts.Where(c => c.Id == from.Id || c.MergedInto == from.Id)
            .ExecuteUpdate(set => set.SetProperty(c => c.MergedInto, into.Id));
        from.MergedInto = into.Id;
        Accounts.Learn(write, into, hasMoved: from.AccountId is not null && from.AccountId != into.AccountId);
    }

    /// <summary>The newest lead of a person that the actor may know of.</summary>
    internal static long? NewestSeen(Write write, long contact) =>
        Leads(write, contact).Where(write.Actor.Sees).OrderBy(l => l.MergedInto is null).Select(l => (long?)l.Id).LastOrDefault();

    /// <summary>A partner sees its own leads; the person may be on others', too.</summary>
    internal static bool IsSharedBeyond(this Write write, Contact contact)
    {
        if (write.Actor.SeesAll())
            return false;
        var leads = write.Rows.Leads.Where(l => l.ContactId == contact.Id);
        return leads.Count() > leads.SeenBy(write.Actor).Count();
    }

    private static List<Lead> Leads(Write write, long contact) =>
        [.. write.Rows.Leads.AsNoTracking().Include(l => l.Handoffs).Where(l => l.ContactId == contact).OrderBy(l => l.Id)];
}
