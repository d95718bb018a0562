using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Identities;

/// <summary>
/// What another system calls an activity, as a lead and the ledger know it: a digest under the person's key.
/// It tells the same activity again, and nothing any more once the person is forgotten.
/// </summary>
internal static class ActivityIds
{
    internal static string? Of(Write write, Lead lead, string? given)
    {
        // Older versions kept it as it was given.
        if (given is null || lead.Attempts.Exists(a => a.ExternalId == given))
            return given;
        var key = write.Lookups.Contact(lead.ContactId).Key
            ?? throw new InvalidArgument("externalId", "This person was forgotten; nothing new is kept about them.");
        var digest = Digest(key, given);
        if (lead.Attempts.TrueForAll(a => a.ExternalId is null || a.ExternalId == digest))
            return digest;
        // It may have been told of a duplicate, whose person had a key of its own.
        return write.Rows.Contacts.Where(c => c.MergedInto == lead.ContactId && c.Key != null).Select(c => c.Key!).AsEnumerable()
            .Select(other => Digest(other, given)).FirstOrDefault(other => lead.Attempts.Exists(a => a.ExternalId == other)) ?? digest;
    }

    private static string Digest(byte[] key, string given) => Write.Digest(key, "activity\n" + given);
}
