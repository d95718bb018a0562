using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>The leads of a command, each a copy of how it stands, to be written in what changed of it and of its parts.</summary>
/// <remarks>
/// Somebody accepts lead 7, which is offered. <see cref="Find"/> answers with the lead in memory; <see cref="Take"/> copies it, and the
/// turn works on the copy: hand-off 9 is accepted, clock 12 begins, the owner is 3. At its end <see cref="Write"/> hands both to
/// <see cref="LeadRows"/>, which pairs them table by table: lead 7 before and now, hand-off 9 before and now, nothing and clock 12. A
/// <see cref="RowChanges{T}"/> keeps these pairs in order, and <see cref="Table{T}"/> makes a statement of each: an UPDATE of the columns
/// that differ, an UPDATE, an INSERT. <see cref="Keep"/> puts the copy into memory in place of the lead. Is it undone, each pair is written
/// the other way round, the last first: clock 12 is deleted, hand-off 9 and lead 7 get back what they were.
/// </remarks>
internal sealed class LeadChanges(HubContext rows, LeadsInMemory memory) : RowChanges
{
    /// <param name="before">As the rows have it; null: not there yet.</param>
    private sealed class Change(Lead? before, Lead now)
    {
        internal Lead? Before { get; set; } = before;
        internal Lead Now { get; } = now;

        /// <summary>As whose open lead it is counted.</summary>
        internal long? Counted { get; set; } = OpenLeads.OwnerOf(before);
    }

    private readonly List<Change> changes = [];
    private readonly LeadRows stored = new(rows);
    private readonly OpenLeads open = new(rows);

    /// <summary>The lead as this command leaves it so far, else as it stands; to be looked at.</summary>
    internal Lead? Find(long id)
    {
        if ((changes.Find(c => c.Now.Id == id)?.Now ?? memory.Find(id)) is { } known)
            return known;
        if (stored.Read(id) is { } read)
        {
            memory.Keep(read);
            return read;
        }
        return null;
    }

    /// <summary>A lead that was found, to be changed.</summary>
    internal Lead Take(Lead found)
    {
        if (changes.Find(c => c.Now.Id == found.Id) is { } change)
            return change.Now;
        var copy = found.Copy();
        changes.Add(new(found, copy));
        return copy;
    }

    internal void Add(Lead lead) => changes.Add(new(null, lead));

    /// <summary>A turn at it has ended.</summary>
    internal void Decided(Lead lead)
    {
        var change = changes.Find(c => c.Now == lead)!;
        var owner = OpenLeads.OwnerOf(lead);
        open.Moved(change.Counted, owner);
        change.Counted = owner;
    }

    /// <summary>How many open leads a person owns, by what was decided so far.</summary>
    internal int OpenOf(long person) =>
        open.Of(person, id => changes.Sum(c => (c.Counted == id ? 1 : 0) - (OpenLeads.OwnerOf(c.Before) == id ? 1 : 0)));

    /// <summary>How many leads wait for an answer that only this person gives, by what was decided so far.</summary>
    internal int OfferedTo(long person) => open.OfferedTo(person)
        + changes.Sum(c => (IsOfferedTo(c.Now, person) ? 1 : 0) - (IsOfferedTo(c.Before, person) ? 1 : 0));

    private static bool IsOfferedTo(Lead? lead, long person) => lead?.OfferedHandoff?.ToPerson == person;

    internal override void Write()
    {
        foreach (var change in changes)
            if (change.Before is { } before)
                stored.Leave(before, change.Now);
        foreach (var change in changes)
            stored.Come(change.Before, change.Now);
        stored.Write();
    }

    internal override void Unwrite() => stored.Unwrite();

    internal override void BeginAnew()
    {
        stored.Clear();
        foreach (var change in changes)
            change.Before = change.Now.Copy();
    }

    /// <summary>What was written stands in the open transaction.</summary>
    internal void Keep()
    {
        foreach (var change in changes)
        {
            // As they would be read: those of a merged lead came in between.
            change.Now.Attempts.Sort((a, b) => a.Id.CompareTo(b.Id));
            memory.KeepWritten(change.Now);
        }
    }

    /// <summary>What people own may be otherwise than it was counted.</summary>
    internal void ForgetCounts() => open.Forget();

    internal override void Clear()
    {
        changes.Clear();
        stored.Clear();
    }

    public override void Dispose()
    {
        stored.Dispose();
        open.Dispose();
    }
}
