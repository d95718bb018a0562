using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Ledger;

/// <summary>Compares the texts beside the ledger with the digests in it. A forgotten person's are gone, and their absence proves nothing.</summary>
internal sealed class TextCheck
{
    // Two may verify at once.
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = [];

    private readonly Dictionary<long, (string Digest, long Lead, bool IsProfile)> digests = [];

    /// <summary>Takes note of the texts that an event refers to.</summary>
    internal void Note(long lead, LeadEvent happened)
    {
        foreach (var property in Properties.GetOrAdd(happened.GetType(), type => [.. type.GetProperties().Where(p => p.PropertyType == typeof(TextRef))]))
            if (property.GetValue(happened) is TextRef text)
                digests[text.Id] = (text.Digest, lead, property.Name == nameof(LeadEdited.Profile));
    }

    internal IEnumerable<string> Problems(HubContext rows)
    {
        var profiles = new Dictionary<long, string>();
        foreach (var row in Kept(rows))
        {
            if (!digests.Remove(row.Text.Id, out var noted))
                yield return $"Text {row.Text.Id} stands in no event.";
            else if (row.Key is null || Write.Digest(row.Key, row.Text.Text) != noted.Digest)
                yield return $"Text {row.Text.Id} is not what was written: its digest differs.";
            // Not by its looks: a note may begin with a brace, too.
            if (noted.IsProfile)
                profiles[row.Text.ContactId] = row.Text.Text;
        }
        // Only a forgotten person's texts may be missing.
        var forgotten = rows.Leads.Where(l => rows.Contacts.Any(c => c.Id == l.ContactId && c.Key == null)).Select(l => l.Id).ToHashSet();
        foreach (var (id, missing) in digests.Where(pair => !forgotten.Contains(pair.Value.Lead)))
            yield return $"Text {id} of lead {missing.Lead} is missing.";
        foreach (var contact in rows.Contacts.AsNoTracking().Where(c => c.Key != null).AsEnumerable())
            if (profiles.TryGetValue(contact.Id, out var latest) && JsonSerializer.Serialize(Profiles.Of(contact), LedgerJson.Options) != latest)
                yield return $"Contact {contact.Id} is not what its newest profile says.";
    }

    private static IEnumerable<(PersonalText Text, byte[]? Key)> Kept(HubContext rows) =>
        rows.Texts.AsNoTracking().Join(rows.Contacts, text => text.ContactId, contact => contact.Id, (text, contact) => new { text, contact.Key })
            .OrderBy(pair => pair.text.Id).AsEnumerable().Select(pair => (pair.text, pair.Key));
}
