using System.Text.Json;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>
/// By what a person can be told from others, in every version that was kept: where it stands in another text, that text is about this
/// person.
/// </summary>
internal sealed class Traces
{
    // A shorter id of another system is also a year or an amount.
    private const int ShortestId = 6;

    // A shorter last name is also a word, or a part of a brand.
    private const int ShortestTrade = 4;

    private readonly MailTraces mails = new();
    private readonly PhoneTraces phones = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<(string First, string Last)> names = [];

    internal static Traces Of(HubContext rows, IReadOnlyList<Contact> contacts, IReadOnlyList<long> leads)
    {
        var traces = new Traces();
        var numbers = contacts.Select(c => c.Id).ToList();
        foreach (var contact in contacts)
        {
            traces.Add(contact.Profile);
            if (contact.PhoneKey is { } key)
                traces.phones.AddKey(key);
        }
        foreach (var text in rows.Texts.Where(t => numbers.Contains(t.ContactId) && t.Text.StartsWith("{")).Select(t => t.Text))
            if (ProfileOf(text) is { } profile)
                traces.Add(profile);
        foreach (var id in rows.ExternalIds.Where(e => leads.Contains(e.LeadId)).Select(e => e.Value))
            if (id.Length >= ShortestId)
                traces.ids.Add(TraceText.Folded(id));
        return traces;
    }

    /// <summary>These cells together, a row or a text alone, are about this person.</summary>
    internal bool AreIn(params IReadOnlyList<string> cells)
    {
        if (cells.Any(mails.AreIn) || cells.Any(phones.AreIn))
            return true;
        var folded = cells.Select(TraceText.Folded).ToList();
        if (folded.Exists(cell => ids.Any(id => TraceText.Stands(id, cell))))
            return true;
        var words = folded.SelectMany(TraceText.Words).ToHashSet(StringComparer.Ordinal);
        return names.Any(name => TraceText.Words(name.First).Concat(TraceText.Words(name.Last)).All(words.Contains));
    }

    /// <summary>
    /// A company that is called by the person's own name: a trade of one. By whole words, or parts of a domain between points and hyphens.
    /// </summary>
    internal bool IsNameOf(Account account, IReadOnlyList<string> domains)
    {
        var words = TraceText.Words(TraceText.Folded(account.Name)).Concat(domains.SelectMany(MailTraces.LabelsOf))
            .ToHashSet(StringComparer.Ordinal);
        return names.Any(name =>
        {
            var (first, last) = (TraceText.Words(name.First).ToList(), TraceText.Words(name.Last).ToList());
            return last.TrueForAll(words.Contains)
                && (last.Exists(word => word.Length >= ShortestTrade) || first.TrueForAll(words.Contains))
                || words.Contains(string.Concat(first.Concat(last))) || words.Contains(string.Concat(last.Concat(first)));
        });
    }

    private void Add(Profile profile)
    {
        if (profile.Email is { } mail)
            mails.Add(mail);
        if (profile.Phone is { } phone)
            phones.Add(phone);
        if (profile is { FirstName: { } first, LastName: { } last }
            && TraceText.Words(TraceText.Folded(first)).Any() && TraceText.Words(TraceText.Folded(last)).Any())
            names.Add((TraceText.Folded(first), TraceText.Folded(last)));
    }

    private static Profile? ProfileOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Profile>(text, LedgerJson.Options);
        }
        catch (JsonException)
        {
            // A note that begins with a brace.
            return null;
        }
    }
}
