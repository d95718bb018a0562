using System.Globalization;
using System.Text;
using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>By what a person can be told from others, in every version that was kept: where it stands in another text, that text is about this person.</summary>
internal sealed class Traces
{
    // Numbers are alike when their ends are: with or without country code, trunk zero and signs.
    private const int NumberEnd = 9;

    // A shorter id of another system is also a year or an amount.
    private const int ShortestId = 6;

    private readonly HashSet<string> mails = new(StringComparer.Ordinal);
    private readonly HashSet<string> phones = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<(string First, string Last)> names = [];

    internal static Traces Of(HubContext rows, IReadOnlyList<Contact> contacts, IReadOnlyList<long> leads)
    {
        var traces = new Traces();
        var numbers = contacts.Select(c => c.Id).ToList();
        foreach (var contact in contacts)
            traces.Add(Profiles.Of(contact));
        foreach (var text in rows.Texts.Where(t => numbers.Contains(t.ContactId) && t.Text.StartsWith("{")).Select(t => t.Text))
            if (ProfileOf(text) is { } profile)
                traces.Add(profile);
        foreach (var id in rows.ExternalIds.Where(e => leads.Contains(e.LeadId)).Select(e => e.Value))
            if (id.Length >= ShortestId)
                traces.ids.Add(Folded(id));
        return traces;
    }

    /// <summary>These cells together, a row or a text alone, are about this person.</summary>
    internal bool AreIn(params IReadOnlyList<string> cells)
    {
        var folded = cells.Select(Folded).ToList();
        if (folded.Exists(cell => mails.Any(mail => cell.Contains(mail, StringComparison.Ordinal))))
            return true;
        if (phones.Count > 0 && cells.Select(Digits).Any(digits => phones.Any(phone => digits.Contains(phone, StringComparison.Ordinal))))
            return true;
        var words = folded.SelectMany(Words).ToHashSet(StringComparer.Ordinal);
        return ids.Overlaps(folded) || ids.Overlaps(words) || names.Any(name => Words(name.First).Concat(Words(name.Last)).All(words.Contains));
    }

    /// <summary>A company that is called by the person's own name: a trade of one.</summary>
    internal bool IsNameOf(Account account, IReadOnlyList<string> domains)
    {
        var words = Words(Folded(account.Name)).ToHashSet(StringComparer.Ordinal);
        return names.Any(name => Words(name.Last).All(word => words.Contains(word) || domains.Any(domain => domain.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    private void Add(Profile profile)
    {
        if (profile.Email is { } mail)
            mails.Add(Folded(mail));
        if (profile.Phone is { } phone && Digits(phone) is { Length: >= 6 } digits)
            phones.Add(digits.Length > NumberEnd ? digits[^NumberEnd..] : digits);
        if (profile is { FirstName: { } first, LastName: { } last } && Words(Folded(first)).Any() && Words(Folded(last)).Any())
            names.Add((Folded(first), Folded(last)));
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

    // In one case and one composition, without what is not seen.
    private static string Folded(string text) => string.Concat(text.In(NormalizationForm.FormKC)
        .Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format)).Trim().ToLowerInvariant();

    private static string Digits(string text) => string.Concat(text.In(NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    private static IEnumerable<string> Words(string folded) =>
        folded.Split([.. folded.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
}
