using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

/// <summary>Some leads with all that an export says of them.</summary>
internal sealed class ExportPage
{
    private static readonly string[] Moving =
    [
        LedgerJson.NameOf(typeof(LeadPlaced)), LedgerJson.NameOf(typeof(StageMoved)), LedgerJson.NameOf(typeof(HandoffAccepted)),
    ];

    internal required List<Lead> Leads { get; init; }
    internal required Dictionary<long, Contact> Contacts { get; init; }
    internal required Dictionary<long, string> Accounts { get; init; }
    internal required ILookup<long, ExternalId> ExternalIds { get; init; }
    private ILookup<long, LedgerEvent> Moves { get; init; } = Enumerable.Empty<LedgerEvent>().ToLookup(e => e.Sequence);

    internal static async Task<ExportPage> Read(HubContext rows, Actor actor, long after, int most, CancellationToken stop)
    {
        var leads = await rows.Leads.AsNoTracking().SeenBy(actor).Where(l => l.Id > after).Include(l => l.Handoffs.OrderBy(h => h.Id))
            .OrderBy(l => l.Id).Take(most).ToListAsync(stop);
        long?[] ids = [.. leads.Select(l => (long?)l.Id)];
        var (contacts, accounts) = (leads.Select(l => l.ContactId).ToList(), leads.Select(l => l.AccountId).ToList());
        return new()
        {
            Leads = leads,
            Contacts = await rows.Contacts.AsNoTracking().Where(c => contacts.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop),
            Accounts = await rows.Accounts.Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, stop),
            ExternalIds = (await rows.ExternalIds.AsNoTracking().Where(e => ids.Contains(e.LeadId))
                .ToListAsync(stop)).ToLookup(e => e.LeadId),
            Moves = (await rows.Ledger.AsNoTracking().Where(e => ids.Contains(e.LeadId) && Moving.Contains(e.Type)).OrderBy(e => e.Sequence)
                .ToListAsync(stop)).ToLookup(e => e.LeadId!.Value),
        };
    }

    /// <summary>When the lead reached each stage last; nothing behind its own stage, so that history can be told in this order.</summary>
    internal Dictionary<Stage, Instant> Reached(Lead lead)
    {
        var reached = new Dictionary<Stage, Instant>();
        foreach (var line in Moves[lead.Id])
            if (StageOf(LedgerJson.Read(line.Type, line.Body)) is { } stage)
                reached[stage] = line.At;
        return reached.TryGetValue(lead.Stage, out var own)
            ? reached.Where(pair => pair.Value <= own && (pair.Key == lead.Stage || !pair.Key.IsClosed())).ToDictionary()
            : [];
    }

    private static Stage? StageOf(LeadEvent? happened) => happened switch
    {
        LeadPlaced e => e.Stage,
        StageMoved e => e.To,
        HandoffAccepted e => e.Stage,
        _ => null,
    };
}
