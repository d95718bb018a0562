using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>
/// Compares the texts beside the ledger with the digests in it. A forgotten person's are gone, and their absence proves nothing.
/// </summary>
internal sealed class TextCheck
{
    private const int AtOnce = 1_000;

    // Two may verify at once.
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = [];

    // Of the leads in hand alone; of all others no more than that their texts were seen.
    private readonly Dictionary<long, (string Digest, long Lead)> digests = [];
    private readonly IdSet seen = new();

    // Not by its looks: a note may begin with a brace, too.
    private readonly IdSet profiles = new();

    /// <summary>Takes note of the texts that an event refers to.</summary>
    internal void Note(long lead, LeadEvent happened)
    {
        foreach (var property in Properties.GetOrAdd(happened.GetType(),
            type => [.. type.GetProperties().Where(p => p.PropertyType == typeof(TextRef))]))
            if (property.GetValue(happened) is TextRef text)
            {
                digests[text.Id] = (text.Digest, lead);
                seen.Add(text.Id);
                if (property.Name == nameof(LeadEdited.Profile))
                    profiles.Add(text.Id);
            }
    }

    /// <summary>Of the texts that were noted since it was asked last.</summary>
    internal IReadOnlyList<string> ProblemsOfNoted(HubContext rows)
    {
        var problems = new List<string>();
        foreach (var ids in digests.Keys.Order().Chunk(AtOnce).ToList())
            foreach (var row in rows.Texts.AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.Id))
                .Join(rows.Contacts, text => text.ContactId, contact => contact.Id,
                    (text, contact) => new { text.Id, text.Text, contact.Key }).OrderBy(row => row.Id).ToList())
                if (digests.Remove(row.Id, out var noted) && (row.Key is null || Write.Digest(row.Key, row.Text) != noted.Digest))
                    problems.Add($"Text {row.Id} is not what was written: its digest differs.");
        // Only a forgotten person's texts may be missing.
        foreach (var missing in digests.OrderBy(pair => pair.Key).Chunk(AtOnce).ToList())
        {
            var leads = missing.Select(pair => pair.Value.Lead).Distinct().ToArray();
            var forgotten = rows.Leads.IgnoreQueryFilters().Where(l => EF.Parameter(leads).Contains(l.Id)
                && rows.Contacts.Any(c => c.Id == l.ContactId && c.Key == null)).Select(l => l.Id).ToHashSet();
            foreach (var (id, noted) in missing.Where(pair => !forgotten.Contains(pair.Value.Lead)))
                problems.Add($"Text {id} of lead {noted.Lead} is missing.");
        }
        digests.Clear();
        return problems;
    }

    /// <summary>When all leads were noted: texts that no event has, and people who are not as their newest profile.</summary>
    internal IEnumerable<string> Problems(HubContext rows)
    {
        foreach (var id in rows.Texts.OrderBy(t => t.Id).Select(t => t.Id).AsEnumerable())
            if (!seen.Contains(id))
                yield return $"Text {id} stands in no event.";
        (Contact Contact, string Profile)? latest = null;
        // By the index of contacts, each contact's texts in their order.
        foreach (var (contact, text) in rows.Texts.AsNoTracking().OrderBy(t => t.ContactId).ThenBy(t => t.Id)
            .Join(rows.Contacts.AsNoTracking().Where(c => c.Key != null), text => text.ContactId, contact => contact.Id,
                (text, contact) => new { text, contact })
            .AsEnumerable().Where(row => profiles.Contains(row.text.Id)).Select(row => (row.contact, row.text.Text)))
        {
            if (latest is { } last && last.Contact.Id != contact.Id && Problem(last.Contact, last.Profile) is { } problem)
                yield return problem;
            latest = (contact, text);
        }
        if (latest is { } final && Problem(final.Contact, final.Profile) is { } another)
            yield return another;
    }

    private static string? Problem(Contact contact, string profile) =>
        JsonSerializer.Serialize(contact.Profile, LedgerJson.Options) == profile
            ? null : $"Contact {contact.Id} is not what its newest profile says.";
}
