using System.Text.Json;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>Whether agreements and calendars still say what the ledger has of them, and what was signed what it said then.</summary>
internal sealed class SignedTexts
{
    private readonly Dictionary<long, Agreement> written = [];
    private readonly Dictionary<CalendarRef, CalendarDocument> calendars = [];
    private readonly Dictionary<long, byte[]> bodies = [];
    private readonly List<(SignedText.Signing Signed, byte[]? Text, long Sequence)> signatures = [];

    internal void Note(LedgerEvent line)
    {
        T Read<T>() => JsonSerializer.Deserialize<T>(line.Body, LedgerJson.Options)!;
        switch (line.Type)
        {
            case SignedText.Signed when SignedText.Read(line) is var signed: signatures.Add((signed, TextOf(signed), line.Sequence)); break;
            case "agreementDrafted" when Read<Drafts.Drafted>() is var draft:
                written[draft.Agreement] = Over(written[draft.Agreement], draft); break;
            case "calendarWritten" when Read<CalendarDocument>() is var calendar: calendars[calendar.Ref] = calendar; break;
            case SignedText.Written when Read<Agreement>() is var agreement:
                (written[agreement.Id], bodies[agreement.Id]) = (agreement, line.Body); break;
        }
    }

    // Of one from before texts were kept, the text is what the ledger had of the agreement when it was signed.
    private byte[]? TextOf(SignedText.Signing signed) =>
        signed.Text is not null || bodies.ContainsKey(signed.Agreement) ? SignedText.Bytes(signed, () => bodies[signed.Agreement]) : null;

    private static Agreement Over(Agreement agreement, Drafts.Drafted draft)
    {
        if (draft.Version is { } whole)
            return agreement.With(whole);
        var version = agreement.Version(draft.Number)!;
        return agreement.With(version.With(draft.Change!.Over(version.TermsOf())) with { Revision = draft.Revision });
    }

    internal IEnumerable<string> Problems(HubContext rows) => [.. OfAgreements(rows), .. OfCalendars(rows)];

    private IEnumerable<string> OfCalendars(HubContext rows)
    {
        var stored = CompanyStore.All<CalendarDocument>(rows).ToDictionary(c => c.Ref);
        foreach (var calendar in stored.Values.Where(c => !TermsText.Same(c.ForLedger(), calendars.GetValueOrDefault(c.Ref))))
            yield return $"Calendar {calendar.Ref} is not what the ledger has of it.";
        foreach (var missing in calendars.Keys.Except(stored.Keys).OrderBy(key => key.ToString(), StringComparer.Ordinal))
            yield return $"Calendar {missing} is missing.";
    }

    private IEnumerable<string> OfAgreements(HubContext rows)
    {
        var agreements = CompanyStore.Read(rows).Agreements;
        foreach (var agreement in agreements)
            if (!TermsText.Same(agreement.ForLedger(), written.GetValueOrDefault(agreement.Id)))
                yield return $"Agreement {agreement.Id} is not what the ledger has of it.";
        foreach (var id in written.Keys.Except(agreements.Select(a => a.Id)).Order())
            yield return $"Agreement {id} is missing.";
        foreach (var (signed, _, sequence) in signatures.Where(s => s.Text is null || SignedText.HashOf(s.Text) != s.Signed.Hash))
            yield return $"Event {sequence} has not the text under it that {signed.Party} signed: its hash differs.";
        // A side that was asked for changes after it had signed signs again: its last signature counts.
        foreach (var (signed, text, sequence) in signatures.GroupBy(s => (s.Signed.Agreement, s.Signed.Version, s.Signed.Party))
            .Select(g => g.Last()))
            if (agreements.Find(a => a.Id == signed.Agreement) is { } agreement && agreement.Version(signed.Version) is { } version
                && version.SignedBy(signed.Party) is { } signature
                && (signature.TextHash != signed.Hash || text is null || !SignedText.IsSaidBy(text, agreement, version)))
                yield return $"Agreement {signed.Agreement}, version {signed.Version} is not what {signed.Party} signed in "
                    + $"event {sequence}.";
    }
}
