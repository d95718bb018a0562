using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>What of a letter's deliveries is still to be told.</summary>
/// <param name="Items">In the order in which it happened, each thing once.</param>
/// <param name="Told">The deliveries that they are, or that they say too.</param>
internal sealed record LetterItems(IReadOnlyList<ToldItem> Items, IReadOnlySet<long> Told)
{
    /// <summary>Reads them, as of one moment.</summary>
    internal static async Task<LetterItems> Read(
        HubContext rows, Letter letter, Person person, TellChoices? choices, Company company, Instant now, CancellationToken stopping)
    {
        if (!person.Active || choices?.Via(letter.Channel) is not { } via)
            return new([], new HashSet<long>());
        await using var moment = rows.BeginRead();
        var found = await (from delivery in rows.Deliveries.AsNoTracking()
                           where delivery.LetterId == letter.Id && delivery.State == DeliveryState.Waiting
                           join notice in rows.Notices.AsNoTracking() on delivery.NoticeId equals notice.Id
                           where notice.ReadAt == null
                           orderby notice.Id
                           select new { delivery.Id, delivery.Topic, Notice = notice }).ToListAsync(stopping);
        var wanted = found.FindAll(f => f.Topic == TellTopic.Escalation || via.Topics.ContainsKey(f.Topic));
        var leadIds = wanted.Select(f => f.Notice.LeadId).OfType<long>().Distinct().ToList();
        var leads = await Leads(rows, Actor.Of(person), leadIds, stopping);
        var names = new Dictionary<long, string>();
        foreach (var ids in leads.Keys.Chunk(HubContext.MostIds))
            foreach (var (id, name) in await LeadNames.Of(rows, ids))
                names[id] = name;
        var paused = wanted.Exists(f => f.Notice.Kind == NoticeKind.WebhookPaused)
            ? await rows.Webhooks.AsNoTracking().Where(w => w.State == WebhookState.Paused).ToListAsync(stopping) : [];
        var known = company.SeenBy(Actor.Of(person));

        var items = new List<ToldItem>();
        var told = new HashSet<long>();
        var said = new HashSet<object>();
        foreach (var f in wanted)
        {
            var (notice, lead) = (f.Notice, f.Notice.LeadId is { } id ? leads.GetValueOrDefault(id) : null);
            var isNews = notice.LeadId is not null
                ? lead is not null && StillNews.OfLead(lead, notice.Kind, notice.About, f.Topic, person.Id, company, now)
                : notice.Agreement is { } number
                    ? known.Agreements.Find(a => a.Id == number) is { } agreement
                        && StillNews.OfAgreement(agreement, agreement.Version(notice.Version ?? 0), notice.Kind, person)
                    : notice.Kind != NoticeKind.WebhookPaused || paused.Exists(w => w.Host == notice.About);
            if (!isNews)
                continue;
            told.Add(f.Id);
            if (said.Add((notice.Kind, notice.LeadId, notice.Agreement, notice.Version, notice.About)))
                items.Add(new(notice, f.Topic, lead is null ? null : names.GetValueOrDefault(lead.Id)));
        }
        return new(items, told);
    }

    private static async Task<Dictionary<long, Lead>> Leads(
        HubContext rows, Actor actor, IReadOnlyList<long> ids, CancellationToken stopping)
    {
        var leads = new Dictionary<long, Lead>();
        foreach (var some in ids.Chunk(HubContext.MostIds))
        {
            await foreach (var lead in rows.Leads.AsNoTracking().SeenBy(actor).Where(l => some.Contains(l.Id)).AsAsyncEnumerable()
                .WithCancellation(stopping))
                leads[lead.Id] = lead;
            await foreach (var handoff in rows.Handoffs.AsNoTracking().Where(h => some.Contains(h.LeadId)).OrderBy(h => h.Id)
                .AsAsyncEnumerable().WithCancellation(stopping))
                leads.GetValueOrDefault(handoff.LeadId)?.Handoffs.Add(handoff);
            await foreach (var clock in rows.Clocks.AsNoTracking().Where(c => some.Contains(c.LeadId)).OrderBy(c => c.Id)
                .AsAsyncEnumerable().WithCancellation(stopping))
                leads.GetValueOrDefault(clock.LeadId)?.Clocks.Add(clock);
        }
        return leads;
    }
}
