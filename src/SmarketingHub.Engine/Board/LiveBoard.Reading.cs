using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Engine.Board;

/// <summary>What the door did not hand over is read from the rows.</summary>
public sealed partial class LiveBoard
{
    /// <summary>Reads all of it. False: somebody wrote in between, and it is to be tried again.</summary>
    private async Task<bool> TryReadAll()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        await using var others = await contexts.CreateDbContextAsync();
        await using var moment = rows.BeginRead();
        await using var same = others.BeginRead();
        var head = await rows.Head.AsNoTracking().SingleAsync();
        if (await others.Head.Select(h => h.Sequence).SingleAsync() != head.Sequence)
            return false;
        var now = CompanyStore.Read(rows);
        var cards = await CardReader.ReadAll(rows, others, now);
        company = now;
        Take(cards.ToDictionary(card => card.Id, Card? (card) => card), null, head.Sequence);
        Volatile.Write(ref companySequence, head.CompanySequence);
        Tell(null);
        return true;
    }

    /// <summary>Reads what was committed after the cursor, by whomever.</summary>
    private async Task ReadOn()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        // All of one moment: what the door hands over afterwards is newer.
        await using var moment = rows.BeginRead();
        var head = await rows.Head.AsNoTracking().SingleAsync();
        if (head.Sequence == Current.Sequence)
            return;
        var known = company;
        var now = head.CompanySequence == companySequence ? known : CompanyStore.Since(rows, known, companySequence);
        var leads = await ChangedLeads.Between(rows, Current.Sequence, head.Sequence);
        var changed = leads.All.ToDictionary(id => id, Card? (_) => null);
        foreach (var card in CardReader.Read(rows, now, [.. leads.All]))
            changed[card.Id] = card;
        company = now;
        ahead.Clear();
        Take(changed, Renaming.Between(known, now), head.Sequence);
        Volatile.Write(ref companySequence, head.CompanySequence);
        Tell(leads.Renamed);
    }
}
