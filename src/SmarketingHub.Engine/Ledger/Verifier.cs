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
        var head = rows.Head.AsNoTracking().Single();
        var texts = new TextCheck();
        var (leads, hash, sequence) = Fold(rows, texts, problems);
        if (sequence != head.Sequence)
            problems.Add($"The ledger ends at {sequence}; its head says {head.Sequence}.");
        else if (!hash.AsSpan().SequenceEqual(head.Hash))
            problems.Add($"The head's hash is not that of event {sequence}.");
        Compare(rows, leads, problems);
        problems.AddRange(texts.Problems(rows));
        return new(sequence, Convert.ToHexStringLower(hash), leads.Count, leads.Values.Sum(l => l.Clocks.Count), [.. problems.Take(MostProblems)]);
    }

    private static (Dictionary<long, Lead>, byte[], long) Fold(HubContext rows, TextCheck texts, List<string> problems)
    {
        var leads = new Dictionary<long, Lead>();
        var (hash, sequence) = (Chain.Genesis, 0L);
        foreach (var line in rows.Ledger.AsNoTracking().OrderBy(e => e.Sequence).AsEnumerable())
        {
            if (line.Sequence != sequence + 1)
                problems.Add($"After event {sequence} comes {line.Sequence}: {line.Sequence - sequence - 1} missing.");
            sequence = line.Sequence;
            var expected = Chain.Next(hash, line);
            if (!expected.AsSpan().SequenceEqual(line.Hash))
                problems.Add($"Event {line.Sequence} ({line.Type}) is not what was written: its hash differs.");
            hash = line.Hash;
            if (line.LeadId is { } id)
                Apply(leads, id, line, texts, problems);
        }
        return (leads, hash, sequence);
    }

    private static void Apply(Dictionary<long, Lead> leads, long id, LedgerEvent line, TextCheck texts, List<string> problems)
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
        }
        catch (Exception error) when (error is InvalidOperationException or System.Text.Json.JsonException or ArgumentException)
        {
            problems.Add($"Event {line.Sequence} ({line.Type}) cannot be read: {error.Message}");
        }
    }

    private static void Compare(HubContext rows, Dictionary<long, Lead> folded, List<string> problems)
    {
        var stored = 0;
        foreach (var lead in rows.Leads.AsNoTracking().Include(l => l.Handoffs).Include(l => l.Clocks).Include(l => l.Attempts).AsSplitQuery().OrderBy(l => l.Id).AsEnumerable())
        {
            stored++;
            if (folded.TryGetValue(lead.Id, out var expected))
                problems.AddRange(Differences.Of(expected, lead).Select(difference => $"Lead {lead.Id}: {difference}"));
            else
                problems.Add($"Lead {lead.Id} stands in no event.");
        }
        if (stored < folded.Count)
            problems.Add($"{folded.Count - stored} leads of the ledger have no row.");
    }
}
