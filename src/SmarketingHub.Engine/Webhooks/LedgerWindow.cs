using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Webhooks;

/// <summary>Some lines of the ledger, for all webhooks that stand before them.</summary>
/// <param name="Lines">In commit order.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="IsLast">There was nothing behind them when they were read.</param>
internal sealed record LedgerPart(IReadOnlyList<LedgerEvent> Lines, long After, long Next, bool IsLast);

/// <summary>
/// Reads the ledger for webhooks, once for all that stand at the same place, as most do. What a filter looks at is folded from the ledger
/// itself: whoever reads again gets the same answer.
/// </summary>
internal sealed class LedgerWindow(IDbContextFactory<HubContext> contexts)
{
    private const int Most = 200;

    private readonly SemaphoreSlim gate = new(1, 1);
    private LedgerPart? last;
    private Dictionary<long, (LeadShape? Before, LeadShape After)>? shapes;

    /// <summary>What comes after a sequence; with a filter, only the lines that fit it.</summary>
    internal async Task<(LedgerPart Part, IReadOnlyList<LedgerEvent> Fitting)> Read(Webhook webhook, long after, CancellationToken stopping)
    {
        await gate.WaitAsync(stopping);
        try
        {
            if (last is not { } part || part.After != after || part.IsLast && part.Next != await End(stopping))
                (last, shapes) = (part = await ReadPart(after, stopping), null);
            var asked = part.Lines.Where(line => WebhookFilter.IsAsked(webhook, line.Type));
            if (!webhook.HasFilter)
                return (part, [.. asked]);
            shapes ??= await Fold(part, stopping);
            return (part, [.. asked.Where(line =>
                shapes.TryGetValue(line.Sequence, out var lead) && WebhookFilter.Fits(webhook, lead.Before, lead.After))]);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<long> End(CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        return await rows.Head.Select(head => head.Sequence).SingleAsync(stopping);
    }

    private async Task<LedgerPart> ReadPart(long after, CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        await using var moment = rows.BeginRead();
        var end = await rows.Head.Select(head => head.Sequence).SingleAsync(stopping);
        var lines = await rows.Ledger.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Most)
            .ToListAsync(stopping);
        return new(lines, after, lines.Count == 0 ? Math.Max(after, end) : lines[^1].Sequence, lines.Count < Most);
    }

    private async Task<Dictionary<long, (LeadShape? Before, LeadShape After)>> Fold(LedgerPart part, CancellationToken stopping)
    {
        await using var rows = await contexts.CreateDbContextAsync(stopping);
        var leads = new Dictionary<long, Lead>();
        var shapes = new Dictionary<long, (LeadShape?, LeadShape)>();
        foreach (var ids in part.Lines.Select(line => line.LeadId).OfType<long>().Distinct().Chunk(HubContext.MostIds))
            await foreach (var line in rows.Ledger.AsNoTracking()
                .Where(e => e.Sequence <= part.After && e.LeadId != null && ids.Contains(e.LeadId.Value)).OrderBy(e => e.Sequence)
                .AsAsyncEnumerable().WithCancellation(stopping))
                Apply(line);
        foreach (var line in part.Lines.Where(line => line.LeadId is not null))
        {
            var before = leads.TryGetValue(line.LeadId!.Value, out var lead) ? LeadShape.Of(lead) : null;
            shapes[line.Sequence] = (before, LeadShape.Of(Apply(line)));
        }
        return shapes;

        Lead Apply(LedgerEvent line)
        {
            if (!leads.TryGetValue(line.LeadId!.Value, out var lead))
                leads[line.LeadId.Value] = lead = new() { Id = line.LeadId.Value };
            if (LedgerJson.Read(line.Type, line.Body) is { } happened)
                lead.Apply(happened, line.At);
            return lead;
        }
    }
}
