using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Imports;

internal enum Outcome
{
    Added,
    Joined,
    Skipped,
}

/// <summary>What became of a row.</summary>
/// <param name="NotTaken">What it says and its lead does not, as something else was known; what could not be read is not among it.</param>
internal sealed record RowOutcome(Outcome Outcome, IReadOnlyList<LeftOutValue> NotTaken)
{
    /// <summary>Null: that of somebody who was forgotten.</summary>
    internal long? Lead { get; init; }

    /// <summary>The lead has a line of it, with what is left out of the lead.</summary>
    internal bool IsKept { get; init; }
}

/// <summary>Writes rows inside a door's command, each once.</summary>
/// <param name="own">How this installation's own leads are called in its exports.</param>
internal sealed partial class RowWriter(ImportAs importAs, ImportProfile profile, string own)
{
    private readonly Owners owners = new(profile);
    private readonly CorrectedDeals deals = new(importAs);
    private readonly bool strict = profile.Strict;

    /// <param name="import">The id of the run.</param>
    internal RowOutcome Write(Write write, ImportRow row, long import)
    {
        write.Import = import;
        var hash = row.Hash();
        var key = row.Key(hash);
        var before = Before(write, row, hash, key);
        if (before?.Hash is { } memory && row.Said(memory))
        {
            deals.Meet(row, key, before.LeadId);
            return Skipped(before.LeadId);
        }
        var known = Find(write, row) ?? (before is not null && row.IsRememberedLead ? write.Changes.Leads.Find(before.LeadId) : null)
            ?? deals.Corrected(write, row, key);
        // An older export knows its leads by our own ids, also those whose person was forgotten since.
        if (known is not null && write.Lookups.Contact(known.ContactId).Key is null)
            return Skipped(null);
        if (importAs == ImportAs.New && known is not null)
        {
            // It moves nothing of a lead that is there: as history it still may, so it is remembered apart.
            key = "new/" + key;
            before = write.Lookups.ImportedBefore(key);
            if (before?.Hash is { } told && row.Said(told))
                return Skipped(known.Id);
        }
        var (lead, outcome) = importAs == ImportAs.New ? TakeIn(write, row, known) : Tell(write, row, known);
        deals.Meet(row, key, lead);
        outcome = outcome with
        {
            Lead = lead,
            // What means nothing here is no news of a lead that is there.
            IsKept = outcome.Outcome != Outcome.Skipped || row.LeftOut.Concat(outcome.NotTaken).Any(value => value.Why is not null),
        };
        if (outcome.IsKept)
            write.Lead(lead).Imported(
                import, row.Line, LeftOutValue.Write([.. row.LeftOut, .. outcome.NotTaken]), Company(write, lead));
        if (before?.Import == import)
            before.Hash = row.Memory();
        else
            write.Changes.ImportedRows.Add(new() { Key = key, Import = import, Hash = row.Memory(), LeadId = lead });
        return outcome;
    }

    // What it said before; of a deal whose lead another row of the file turned out to be, nothing.
    private ImportedRow? Before(Write write, ImportRow row, byte[] hash, string key)
    {
        var before = write.Lookups.ImportedBefore(key)
            ?? (row.Ended is null ? null : write.Lookups.ImportedBefore(ImportRow.RowKey(hash)));
        return before is not null && deals.IsTaken(row, key, before.LeadId) ? null : before;
    }

    private static RowOutcome Skipped(long? lead) => new(Outcome.Skipped, []) { Lead = lead };

    // An inquiry of now: what the file knows of stages, owners and dates of the past is not taken over.
    private static (long Lead, RowOutcome) TakeIn(Write write, ImportRow row, Lead? known)
    {
        if (known is not null)
            return (known.Id, new(Outcome.Skipped, NotTaken.Of(write, row, known)));
        var taken = write.TakeImported(row.ToInquiry(), row.IsOwnLead);
        return (taken.LeadId,
            new(taken.Created ? Outcome.Added : Outcome.Joined, NotTaken.Of(write, row, write.Lead(taken.LeadId).Lead)));
    }

    /// <summary>Where the row's person went, who was there before.</summary>
    private static CompanyMove? Company(Write write, long lead)
    {
        var contact = write.Lookups.Contact(write.Lead(lead).Lead.ContactId);
        return write.Changes.Contacts.Before(contact) is { } before && before.AccountId != contact.AccountId
            ? new(before.AccountId, contact.AccountId) : null;
    }

    /// <summary>The lead that one of the row's external ids means; an export names this installation's leads by their own ids.</summary>
    private Lead? Find(Write write, ImportRow row)
    {
        if (row.ExternalIds.FirstOrDefault(e => e.System == own) is { } mine && long.TryParse(mine.Id, out var id)
            && write.Changes.Leads.Find(id) is { TakenBack: null } lead)
            return lead;
        return Intake.FindByExternalId(write, row.ExternalIds);
    }
}
