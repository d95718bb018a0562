using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.Seen;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>One line of a lead's ledger, its words beside it.</summary>
/// <param name="Duplicate">The lead on which it happened, if that one was merged into this; null: it happened on this one.</param>
public sealed record TimelineLine(
    long Sequence, string Actor, Instant At, Instant RecordedAt, LeadEvent Event, string? Words, long? Duplicate = null)
{
    /// <summary>What a row of a file says and the lead does not.</summary>
    public IReadOnlyList<LeftOutValue> FromFile { get; init; } = [];
}

/// <summary>Another buying cycle of the same contact.</summary>
public sealed record OtherLead(long Id, Stage Stage, Instant ReceivedAt);

/// <summary>All that the page of one lead shows.</summary>
public sealed record LeadPicture(
    Actor Viewer, Lead Lead, Contact Contact, Engine.Data.Account? Account, IReadOnlyList<Inquiry> Inquiries,
    IReadOnlyList<OtherLead> Others, IReadOnlyList<TimelineLine> Timeline)
{
    // A handful: a number with more is a company's.
    private const int MostOfPhone = 5;

    /// <summary>Open leads of other persons with the same phone number: they may be one.</summary>
    public IReadOnlyList<OtherLead> SamePhone { get; private init; } = [];

    /// <summary>How the files of the imports in its timeline are called.</summary>
    public IReadOnlyDictionary<long, string> Files { get; private init; } = new Dictionary<long, string>();

    public long Sequence => Timeline.FirstOrDefault(line => line.Duplicate is null)?.Sequence ?? 0;

    /// <summary>As its card calls it.</summary>
    public string Name => Account?.Name ?? Contact.Name ?? Contact.Email ?? $"#{Lead.Id}";

    /// <summary>Null: no such lead, or not this actor's to see.</summary>
    public static async Task<LeadPicture?> Read(HubContext rows, Actor actor, Company company, long id)
    {
        if (LeadReader.Load(rows, id) is not { } lead || !actor.Sees(lead))
            return null;
        var contact = await rows.Contacts.AsNoTracking().SingleAsync(c => c.Id == lead.ContactId);
        var account = lead.AccountId is { } accountId ? await rows.Accounts.AsNoTracking().SingleAsync(a => a.Id == accountId) : null;
        var inquiries = await rows.Inquiries.AsNoTracking().Where(i => i.LeadId == id).OrderByDescending(i => i.ReceivedAt).ToListAsync();
        var others = await rows.Leads.AsNoTracking().Include(l => l.Handoffs).Where(l => l.ContactId == lead.ContactId && l.Id != id)
            .OrderByDescending(l => l.ReceivedAt).ToListAsync();
        var timeline = await ReadTimeline(rows, actor, company, id);
        var imports = timeline.Select(line => line.Event).OfType<RowImported>().Select(e => e.Import).Distinct().ToArray();
        return new(actor, lead, contact, account, inquiries,
            [.. others.Where(actor.Sees).Select(l => new OtherLead(l.Id, l.Stage, l.ReceivedAt))], timeline)
        {
            Files = await rows.ImportRuns.Where(r => EF.Parameter(imports).Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.FileName),
            SamePhone = await rows.SamePhone(actor, contact.Id).Take(MostOfPhone).Select(l => new OtherLead(l.Id, l.Stage, l.ReceivedAt))
                .ToListAsync(),
        };
    }

    /// <summary>The last event of a lead: another one means that there is something new to see.</summary>
    public static Task<long?> Head(HubContext rows, long id) => rows.Ledger.Where(e => e.LeadId == id).MaxAsync(e => (long?)e.Sequence);

    /// <summary>The newest first.</summary>
    private static async Task<IReadOnlyList<TimelineLine>> ReadTimeline(HubContext rows, Actor actor, Company company, long id)
    {
        var lines = SeenEvents.OfLead(await rows.TimelineOf(id, await rows.DuplicatesOf(actor, id)).OrderBy(e => e.Sequence).ToListAsync(),
            company, actor).Reverse();
        var events = lines.Select(line => (Line: line, Event: LedgerJson.Read(line.Type, line.Body))).Where(pair => pair.Event is not null)
            .ToList();
        var wanted = events.Select(pair => WordsOf(pair.Event!)?.Id).OfType<long>().ToList();
        var texts = await rows.Texts.AsNoTracking().Where(t => wanted.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Text);
        return [.. events.Select(pair =>
        {
            var text = WordsOf(pair.Event!) is { } words ? texts.GetValueOrDefault(words.Id) : null;
            if (pair.Event is FormFilled)
                text = FormTold.Of(text);
            var isRow = pair.Event is RowImported;
            return new TimelineLine(
                pair.Line.Sequence, pair.Line.Actor, pair.Line.At, pair.Line.RecordedAt, pair.Event!, isRow ? null : text,
                pair.Line.LeadId == id ? null : pair.Line.LeadId)
            {
                FromFile = isRow && text is not null ? LeftOutValue.Read(text) : [],
            };
        })];
    }

    private static TextRef? WordsOf(LeadEvent happened) => happened switch
    {
        StageMoved e => e.Words,
        AttemptMade e => e.Words,
        NoteAdded e => e.Words,
        FormFilled e => e.Told,
        RowImported e => e.Kept,
        LeadPaused e => e.Words,
        LeadMerged e => e.Words,
        HandoffOffered e => e.Words,
        HandoffReturned e => e.Words,
        HandoffDisputed e => e.Words,
        BreachExcused e => e.Words,
        BreachCaused e => e.Words,
        _ => null,
    };
}
