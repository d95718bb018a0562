using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>A lead's rows in its four tables: read whole, and written in what changed.</summary>
internal sealed class LeadRows(HubContext rows) : IDisposable
{
    private readonly RowChanges<Lead> leads = new(rows);
    private readonly RowChanges<Handoff> handoffs = new(rows);
    private readonly RowChanges<Clock> clocks = new(rows);
    private readonly RowChanges<Attempt> attempts = new(rows);
    private Statement? one, itsHandoffs, itsClocks, itsAttempts;

    private RowChanges[] Parts => [leads, handoffs, clocks, attempts];

    internal Lead? Read(long id)
    {
        one ??= leads.Table.SelectWhere("\"Id\" = $1");
        one.Set(0, id);
        if (leads.Table.First(one) is not { } lead)
            return null;
        Read(id, itsHandoffs ??= OfLead(handoffs), handoffs, lead.Handoffs);
        Read(id, itsClocks ??= OfLead(clocks), clocks, lead.Clocks);
        Read(id, itsAttempts ??= OfLead(attempts), attempts, lead.Attempts);
        return lead;
    }

    /// <summary>Parts that a lead has no more. An attempt goes from one lead to another by its number: it leaves before it comes.</summary>
    internal void Leave(Lead before, Lead now)
    {
        foreach (var clock in before.Clocks)
            if (!now.Clocks.Exists(c => c.Id == clock.Id))
                clocks.Change(clock, null);
        foreach (var attempt in before.Attempts)
            if (!now.Attempts.Exists(a => a.Id == attempt.Id))
                attempts.Change(attempt, null);
    }

    /// <summary>The lead and the parts that it has now.</summary>
    internal void Come(Lead? before, Lead now)
    {
        leads.Change(before, now);
        Come(handoffs, before?.Handoffs, now.Handoffs, (a, b) => a.Id == b.Id);
        Come(clocks, before?.Clocks, now.Clocks, (a, b) => a.Id == b.Id);
        Come(attempts, before?.Attempts, now.Attempts, (a, b) => a.Id == b.Id);
    }

    internal void Write()
    {
        foreach (var part in Parts)
            part.Write();
    }

    internal void Unwrite()
    {
        foreach (var part in Parts.Reverse())
            part.Unwrite();
    }

    internal void Clear()
    {
        foreach (var part in Parts)
            part.Clear();
    }

    public void Dispose()
    {
        foreach (var part in Parts)
            part.Dispose();
    }

    // Parts come behind those that are there; where one left, those behind it are looked for.
    private static void Come<T>(RowChanges<T> changes, List<T>? before, List<T> now, Func<T, T, bool> isSame) where T : class
    {
        for (var i = 0; i < now.Count; i++)
            if (before is null)
                changes.Add(now[i]);
            else if (i < before.Count && isSame(before[i], now[i]))
                changes.Change(before[i], now[i]);
            else
                changes.Change(before.Find(b => isSame(b, now[i])), now[i]);
    }

    private static Statement OfLead<T>(RowChanges<T> part) where T : class => part.Table.SelectWhere("\"LeadId\" = $1 ORDER BY \"Id\"");

    private static void Read<T>(long lead, Statement select, RowChanges<T> part, List<T> into) where T : class
    {
        select.Set(0, lead);
        try
        {
            while (select.Read())
                into.Add(part.Table.Read(select));
        }
        finally
        {
            select.Reset();
        }
    }
}
