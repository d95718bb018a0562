using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

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
}
