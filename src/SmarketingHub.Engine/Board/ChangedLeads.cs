using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Forgetting;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Board;

/// <summary>The leads that look otherwise after events of the ledger.</summary>
/// <param name="All">Those that the events are about, and all that bear the name of a person who is called otherwise now.</param>
/// <param name="Renamed">Of these, the ones whose name or person may be another.</param>
public sealed record ChangedLeads(IReadOnlyCollection<long> All, IReadOnlySet<long> Renamed)
{
    // What says something new of a person says it of all their leads.
    private static readonly string[] Profiled =
    [
        .. typeof(LeadEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LeadEvent)) && type.IsAssignableTo(typeof(IProfiled))).Select(LedgerJson.NameOf),
    ];

    private static readonly string[] Naming =
        [
            .. Profiled,
            LedgerJson.NameOf(typeof(LeadMerged)),
            LedgerJson.NameOf(typeof(ContactMerged)),
            LedgerJson.NameOf(typeof(DuplicateJoined)),
        ];

    public static async Task<ChangedLeads> Between(HubContext rows, long after, long until)
    {
        var lines = await rows.Ledger.Where(e => e.Sequence > after && e.Sequence <= until
            && (e.LeadId != null || e.Type == Forgetter.Event))
            .Select(e => new { e.LeadId, e.Type, Body = e.LeadId == null || Profiled.Contains(e.Type) ? e.Body : null }).ToListAsync();
        var forgotten = lines.Where(line => line.LeadId is null).SelectMany(line => Forgetter.LeadsOf(line.Body!)).ToArray();
        var named = lines.Where(line => line.LeadId is not null && Naming.Contains(line.Type)
            && (line.Body is null || HasProfile(line.Body))).Select(line => line.LeadId!.Value).ToArray();
        var renamed = named.Length + forgotten.Length == 0 ? [] : await Namesakes(rows, [.. named, .. forgotten], forgotten);
        // Its country may read the person's number anew, without a new version of what is known of them.
        var told = lines.Where(line => line.LeadId is not null && line.Body is not null).Select(line => line.LeadId!.Value).Except(renamed)
            .ToArray();
        var readAnew = told.Length == 0 ? [] : await Namesakes(rows, told, []);
        return new([.. lines.Select(line => line.LeadId).OfType<long>().Union(renamed).Union(readAnew)], renamed);
    }

    /// <summary>Whether after this event a lead may be called otherwise.</summary>
    internal static bool Names(Happened happened) =>
        happened.Event is IProfiled { Profile: not null } or LeadMerged or ContactMerged or DuplicateJoined;

    /// <summary>All leads of these leads' persons. With somebody forgotten a company may go that bears their name.</summary>
    internal static async Task<HashSet<long>> Namesakes(HubContext rows, long[] leads, long[] forgotten)
    {
        var contacts = rows.Leads.Where(l => EF.Parameter(leads).Contains(l.Id)).Select(l => l.ContactId);
        var found = await rows.Leads.Where(l => contacts.Contains(l.ContactId)).Select(l => l.Id).ToListAsync();
        var accounts = rows.Leads.Where(l => EF.Parameter(forgotten).Contains(l.Id)).Select(l => l.AccountId);
        var colleagues = forgotten.Length == 0
            ? [] : await rows.Leads.Where(l => l.AccountId != null && accounts.Contains(l.AccountId)).Select(l => l.Id).ToListAsync();
        return [.. found, .. colleagues, .. leads];
    }

    private static bool HasProfile(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("profile", out var profile) && profile.ValueKind != JsonValueKind.Null;
    }
}
