using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>What a verification found. Without problems the record is whole.</summary>
public sealed record Verified(long Sequence, string Head, int Leads, int Clocks, IReadOnlyList<string> Problems)
{
    public bool IsWhole => Problems.Count == 0;

    /// <summary>Of a head that was asked about; null: none was.</summary>
    public HeadCheck? Kept { get; init; }
}

/// <summary>
/// Folds the whole ledger and compares: the chain, every lead, hand-off, clock and attempt, and every text that is still kept.
/// Recalculates nothing: the events carry what was decided. The chain is walked in its order, leads are folded some at a time, so that a
/// file of any size takes little memory.
/// </summary>
public static class Verifier
{
    /// <param name="kept">Asked about beside: a head that somebody kept.</param>
    public static Verified Verify(HubContext rows, SignedHead? kept = null)
    {
        var problems = new Problems();
        using var transaction = rows.BeginRead();
        var (texts, contacts, signed, turns) = (new TextCheck(), new ContactCheck(), new SignedTexts(), new TurnCheck(problems));
        var chain = new ChainWalk(problems, kept?.Sequence);
        var isRead = problems.Read("The ledger", () => $"after event {chain.Sequence}", () =>
        {
            foreach (var line in rows.Ledger.AsNoTracking().OrderBy(e => e.Sequence).AsEnumerable())
            {
                chain.Take(line);
                turns.Note(line);
                if (line.LeadId is null)
                    signed.Note(line);
                else if (line.Type == ContactCheck.Event && LedgerJson.Read(line.Type, line.Body) is { } merged)
                    contacts.Note(merged);
            }
        });
        problems.Read("The agreements", () => "as they were signed", () => problems.AddRange(signed.Problems(rows)));
        var leads = new LeadCheck(rows, texts, problems);
        if (isRead)
        {
            chain.Compare(rows);
            problems.Read("The routing", () => "as a whole", () => turns.Compare(rows));
            leads.Run(chain.OfLeads);
            problems.Read("The texts", () => "as a whole", () => problems.AddRange(texts.Problems(rows)));
            problems.Read("The contacts", () => "as a whole", () => problems.AddRange(contacts.Problems(rows)));
        }
        return new(chain.Sequence, Convert.ToHexStringLower(chain.Hash), leads.Leads, leads.Clocks, problems.All)
        {
            Kept = kept is null ? null : HeadCheck.Of(rows, kept, chain.Sequence, chain.HashThere),
        };
    }

    private sealed class ChainWalk(Problems problems, long? there)
    {
        internal byte[] Hash { get; private set; } = Chain.Genesis;
        internal long Sequence { get; private set; }

        /// <summary>Of the event that is asked about, in hex; null: there is none.</summary>
        internal string? HashThere { get; private set; } = there == 0 ? Convert.ToHexStringLower(Chain.Genesis) : null;

        /// <summary>How many events are about leads.</summary>
        internal long OfLeads { get; private set; }

        internal void Take(LedgerEvent line)
        {
            if (line.Sequence != Sequence + 1)
                problems.Add($"After event {Sequence} comes {line.Sequence}: {line.Sequence - Sequence - 1} missing.");
            Sequence = line.Sequence;
            if (!Chain.Next(Hash, line).AsSpan().SequenceEqual(line.Hash))
                problems.Add($"Event {line.Sequence} ({line.Type}) is not what was written: its hash differs.");
            Hash = line.Hash;
            if (line.Sequence == there)
                HashThere = Convert.ToHexStringLower(Hash);
            OfLeads += line.LeadId is null ? 0 : 1;
        }

        internal void Compare(HubContext rows)
        {
            var head = rows.Head.AsNoTracking().Single();
            if (Sequence != head.Sequence)
                problems.Add($"The ledger ends at {Sequence}; its head says {head.Sequence}.");
            else if (!Hash.AsSpan().SequenceEqual(head.Hash))
                problems.Add($"The head's hash is not that of event {Sequence}.");
        }
    }
}
