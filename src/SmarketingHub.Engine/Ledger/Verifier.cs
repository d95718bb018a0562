using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Ledger;

/// <summary>What a verification found. Without problems the record is whole.</summary>
public sealed record Verified(long Sequence, string Head, int Leads, int Clocks, IReadOnlyList<string> Problems)
{
    public bool IsWhole => Problems.Count == 0;
}

/// <summary>
/// Folds the whole ledger and compares: the chain, every lead, hand-off, clock and attempt, and every text that is still kept.
/// Recalculates nothing: the events carry what was decided.
/// </summary>
public static class Verifier
{
    private const int MostProblems = 50;

    public static Verified Verify(HubContext rows)
    {
        var problems = new List<string>();
        using var transaction = rows.BeginRead();
        var (texts, contacts, signed) = (new TextCheck(), new ContactCheck(), new SignedTexts());
        var leads = new Dictionary<long, Lead>();
        var (hash, sequence) = (Chain.Genesis, 0L);
        var isRead = Read("The ledger", problems, () => $"after event {sequence}", () =>
        {
            foreach (var line in rows.Ledger.AsNoTracking().OrderBy(e => e.Sequence).AsEnumerable())
            {
                if (line.Sequence != sequence + 1)
                    problems.Add($"After event {sequence} comes {line.Sequence}: {line.Sequence - sequence - 1} missing.");
                sequence = line.Sequence;
                if (!Chain.Next(hash, line).AsSpan().SequenceEqual(line.Hash))
                    problems.Add($"Event {line.Sequence} ({line.Type}) is not what was written: its hash differs.");
                hash = line.Hash;
                if (line.LeadId is { } id)
                    Apply(leads, id, line, texts, contacts, problems);
                else
                    signed.Note(line);
            }
        });
        Read("The agreements", problems, () => "as they were signed", () => problems.AddRange(signed.Problems(rows)));
        if (isRead)
            CompareAll(rows, leads, texts, contacts, hash, sequence, problems);
        return new(sequence, Convert.ToHexStringLower(hash), leads.Count, leads.Values.Sum(l => l.Clocks.Count), [.. problems.Take(MostProblems)]);
    }

    private static void CompareAll(HubContext rows, Dictionary<long, Lead> leads, TextCheck texts, ContactCheck contacts, byte[] hash, long sequence, List<string> problems)
    {
        var head = rows.Head.AsNoTracking().Single();
        if (sequence != head.Sequence)
            problems.Add($"The ledger ends at {sequence}; its head says {head.Sequence}.");
        else if (!hash.AsSpan().SequenceEqual(head.Hash))
            problems.Add($"The head's hash is not that of event {sequence}.");
        if (!Read("The leads", problems, () => "as a whole", () => Compare(rows, leads, problems)))
            foreach (var id in leads.Keys)
                Find(rows, id, problems);
        Read("The texts", problems, () => "as a whole", () => problems.AddRange(texts.Problems(rows)));
        Read("The contacts", problems, () => "as a whole", () => problems.AddRange(contacts.Problems(rows)));
    }

    private static void Apply(Dictionary<long, Lead> leads, long id, LedgerEvent line, TextCheck texts, ContactCheck contacts, List<string> problems)
    {
        if (!leads.TryGetValue(id, out var lead))
            leads.Add(id, lead = new() { Id = id });
        try
        {
            if (LedgerJson.Read(line.Type, line.Body) is not { } happened)
            {
                problems.Add($"Event {line.Sequence} has an unknown type '{line.Type}'.");
                return;
            }
            lead.Apply(happened, line.At);
            texts.Note(id, happened);
            contacts.Note(happened);
        }
        catch (Exception error)
        {
            problems.Add($"Event {line.Sequence} ({line.Type}) cannot be read: {error.Message}");
        }
    }

    private static void Compare(HubContext rows, Dictionary<long, Lead> folded, List<string> problems)
    {
        var missing = folded.Keys.ToHashSet();
        foreach (var lead in rows.Leads.AsNoTracking().Include(l => l.Handoffs).Include(l => l.Clocks).Include(l => l.Attempts).AsSplitQuery().OrderBy(l => l.Id).AsEnumerable())
        {
            missing.Remove(lead.Id);
            if (folded.TryGetValue(lead.Id, out var expected))
                problems.AddRange(Differences.Of(expected, lead).Select(difference => $"Lead {lead.Id}: {difference}"));
            else
                problems.Add($"Lead {lead.Id} stands in no event.");
        }
        problems.AddRange(missing.Order().Select(id => $"Lead {id} has no row."));
    }

    // A damaged row among many: which one?
    private static void Find(HubContext rows, long id, List<string> problems)
    {
        Read($"Lead {id}", problems, () => "itself", () => rows.Leads.AsNoTracking().SingleOrDefault(l => l.Id == id));
        Read($"Lead {id}", problems, () => "in its hand-offs", () => rows.Handoffs.AsNoTracking().Where(h => h.LeadId == id).ToList());
        Read($"Lead {id}", problems, () => "in its clocks", () => rows.Clocks.AsNoTracking().Where(c => c.LeadId == id).ToList());
        Read($"Lead {id}", problems, () => "in its attempts", () => rows.Attempts.AsNoTracking().Where(a => a.LeadId == id).ToList());
    }

    /// <summary>A stored value that is none any more can throw anything; told is where.</summary>
    private static bool Read(string what, List<string> problems, Func<string> where, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception error)
        {
            problems.Add($"{what} cannot be read {where()}: {error.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }
}
