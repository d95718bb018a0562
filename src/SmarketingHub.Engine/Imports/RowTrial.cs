using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Imports;

/// <summary>What became of a row when it was tried.</summary>
/// <param name="Lead">As it would stand; null: that of somebody who was forgotten.</param>
/// <param name="Owner">By name; null: nobody.</param>
/// <param name="NotTaken">What it says and the lead does not, as something else was known.</param>
/// <param name="Brought">The row that brought the lead; null: it was there.</param>
internal sealed record Tried(
    PreviewFate Fate, LeadSnapshot? Lead, string? Owner, IReadOnlyList<LeftOutValue> NotTaken, ImportRow? Brought);

/// <summary>
/// Writes a few rows in one command that is always undone: so they meet all that an import meets, each other too, and leave nothing.
/// The door waits for them as for a chunk of an import.
/// </summary>
internal sealed class RowTrial(Door door, Actor actor, OpenedImport import)
{
    private const long NoRun = 0;

    /// <summary>What becomes of each, or why it would be refused.</summary>
    internal async Task<IReadOnlyDictionary<ImportRow, Tried>> Try(IReadOnlyList<ImportRow> rows, Dictionary<ImportRow, Exception> refused)
    {
        while (true)
            try
            {
                await door.Do<bool>(actor, write => throw new Undone(TryAll(write, [.. rows.Where(row => !refused.ContainsKey(row))])));
            }
            catch (Undone undone)
            {
                return undone.Tried;
            }
            catch (Refused one)
            {
                // What it had written goes with all the others, so these are tried again without it.
                refused[one.Row] = one.Why;
            }
    }

    private Dictionary<ImportRow, Tried> TryAll(Write write, IReadOnlyList<ImportRow> rows)
    {
        if (import.Beside.People.Count > 0)
            NewPerson.AddAll(write, NamedBy(rows));
        write.IsWrittenAtOnce = true;
        var tried = new Dictionary<ImportRow, Tried>(ReferenceEqualityComparer.Instance);
        var brought = new Dictionary<long, ImportRow>();
        foreach (var row in rows)
            try
            {
                tried[row] = Try(write, row, brought);
            }
            catch (Exception why) when (FileFault.Of(why) is null)
            {
                throw new Refused(row, why);
            }
        return tried;
    }

    // A people file may name a thousand, and each is written.
    private List<NewPerson> NamedBy(IReadOnlyList<ImportRow> rows)
    {
        var owners = rows.Select(row => row.Owner).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. import.Beside.People.Where(person => owners.Contains(person.Name) || owners.Contains(person.Email))];
    }

    private Tried Try(Write write, ImportRow row, Dictionary<long, ImportRow> brought)
    {
        var key = row.Key(row.Hash());
        var isKnown = write.Lookups.ImportedBefore(key) is not null || Intake.FindByExternalId(write, row.ExternalIds) is not null;
        var became = import.Writer.Write(write, row, NoRun);
        var (outcome, notTaken) = (became.Outcome, became.NotTaken);
        write.Decide();
        var lead = became.Lead is { } id ? write.Changes.Leads.Find(id) : null;
        var fate = outcome switch
        {
            Outcome.Added => PreviewFate.New,
            Outcome.Skipped => PreviewFate.Skipped,
            _ => isKnown ? PreviewFate.Updates : PreviewFate.Joins,
        };
        if (lead is null)
            return new(fate, null, null, [], null);
        if (fate == PreviewFate.New)
            brought[lead.Id] = row;
        return new(fate, LeadSnapshot.Of(lead), lead.Owner is { } owner ? write.Company.People[owner].Name : null, notTaken,
            brought.GetValueOrDefault(lead.Id));
    }

    private sealed class Undone(Dictionary<ImportRow, Tried> tried) : Refusal("Only tried.")
    {
        internal Dictionary<ImportRow, Tried> Tried => tried;
    }

    // Also a fault of ours is one row's alone, as in an import.
    private sealed class Refused(ImportRow row, Exception why) : Refusal("Only tried.")
    {
        internal ImportRow Row => row;
        internal Exception Why => why;
    }
}
