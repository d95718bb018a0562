using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>A person who was forgotten.</summary>
/// <param name="Contact">The contact that went on for the person.</param>
/// <param name="Leads">All of the person's leads; they stay.</param>
/// <param name="At">When it was forgotten.</param>
/// <param name="Before">It was so already; nothing was left to be done.</param>
/// <param name="IsCut">The last copy, in the log of the file, is gone, too; else that is done as soon as nobody reads what was there
/// before.</param>
public sealed record Forgotten(long Contact, IReadOnlyList<long> Leads, Instant At, bool Before, bool IsCut);

/// <summary>Forgets a person: what is personal goes, the record of what happened stays and still verifies.</summary>
public sealed class Forgetter(Door door, IDbContextFactory<HubContext> contexts, LogCut cut)
{
    // Followers look at once at what was committed. Who reads for longer keeps nobody waiting: the cut stays owed.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>The event of the company; its body names the <c>leads</c> of the person.</summary>
    internal const string Event = "contactForgotten";

    internal static IReadOnlyList<long> LeadsOf(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("leads").EnumerateArray().Select(lead => lead.GetInt64())];
    }

    /// <param name="contact">Any contact of the person: those that were merged into it, or it into them, go along.</param>
    /// <exception cref="NotAllowed">The actor forgets nobody.</exception>
    /// <exception cref="NotFound">There is no such contact.</exception>
    public async Task<Forgotten> Forget(Actor actor, long contact, ForgetReason reason, IdempotentRequest? once = null)
    {
        if (!actor.Forgets())
            throw new NotAllowed("Only administrators forget a person.");
        var (traces, rejected, own) = await LookAround(contact);
        var forgotten = await door.Do(actor, write =>
        {
            var before = true;
            write.Once(once, () =>
            {
                before = !Forget(write, contact, reason, traces, rejected, own);
                return contact;
            });
            return Read(write.Rows, contact, before);
        });
        // It reads the whole file, and whoever asked is not to stand still meanwhile.
        return forgotten with { IsCut = await Task.Run(() => cut.TrySoon(Patience)) };
    }

    /// <summary>What a dialog or a command says before it is done: who it is, and how much there is of them.</summary>
    public async Task<Forgotten> Look(long contact)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return Read(rows, contact, before: rows.ContactsOfPerson(contact).All(c => c.Key == null));
    }

    // What takes long is looked up before the command.
    private async Task<(Traces Traces, RejectedRows Rejected, OwnDomains Own)> LookAround(long contact)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        var (contacts, leads) = Person(rows, contact);
        var traces = Traces.Of(rows, contacts, leads);
        return (traces, await RejectedRows.Read(rows, traces), await OwnDomains.Read(rows, contacts));
    }

    private static bool Forget(Write write, long contact, ForgetReason reason, Traces traces, RejectedRows rejected, OwnDomains own)
    {
        var rows = write.Rows;
        var (contacts, leads) = Person(rows, contact);
        if (contacts.Count == 0)
            throw new NotFound($"There is no contact {contact}.");
        if (contacts.TrueForAll(c => c.Key is null))
            return false;
        foreach (var lead in leads)
        {
            var turn = write.Lead(lead);
            turn.FirePassed(write.Now);
            turn.Forget(reason);
        }
        var merged = contacts.Where(c => c.MergedInto is not null).Select(c => c.Id).ToList();
        write.Note(Event, new { contact = rows.Surviving(contact), leads, reason, merged = merged.Count > 0 ? merged : null });
        HeldTraces.Remove(rows, traces);
        Shred(rows, contacts, leads, rejected, own, write.Now);
        write.LeaveNoTrace();
        return true;
    }

    private static void Shred(HubContext rows, List<Contact> contacts, List<long> leads, RejectedRows rejected, OwnDomains own, Instant now)
    {
        rejected.Remove(rows);
        TradeNames.Hide(rows, contacts, leads, own);
        var ids = contacts.ConvertAll(c => c.Id);
        rows.Texts.Where(t => ids.Contains(t.ContactId)).ExecuteDelete();
        rows.ExternalIds.Where(e => leads.Contains(e.LeadId)).ExecuteDelete();
        rows.IdempotencyKeys.Where(k => leads.Contains(k.LeadId)).ExecuteDelete();
        ForgetImported(rows, leads);
        foreach (var person in contacts)
        {
            (person.Profile, person.EmailKey, person.PhoneKey, person.PhoneTyped, person.Key) = (Profile.Empty, null, null, null, null);
            person.ForgottenAt ??= now;
        }
    }

    // What a row said is gone; that its import told of the lead stays, so that it can be taken back.
    private static void ForgetImported(HubContext rows, List<long> leads)
    {
        var told = rows.ImportedRows.Where(r => leads.Contains(r.LeadId) && r.Import != 0)
            .Select(r => new { r.Import, r.LeadId }).Distinct()
            .ToList();
        rows.ImportedRows.Where(r => leads.Contains(r.LeadId)).ExecuteDelete();
        rows.ImportedRows.AddRange(told.Select(r =>
            new ImportedRow { Key = $"forgotten/{r.LeadId}", Import = r.Import, Hash = [], LeadId = r.LeadId }));
    }

    private static Forgotten Read(HubContext rows, long contact, bool before)
    {
        var (contacts, leads) = Person(rows, contact);
        if (contacts.Count == 0)
            throw new NotFound($"There is no contact {contact}.");
        return new(rows.Surviving(contact), leads, contacts.Max(c => c.ForgottenAt) ?? default, before, IsCut: false);
    }

    private static (List<Contact> Contacts, List<long> Leads) Person(HubContext rows, long contact)
    {
        var contacts = rows.ContactsOfPerson(contact).OrderBy(c => c.Id).AsTracking().ToList();
        var ids = contacts.ConvertAll(c => c.Id);
        return (contacts, rows.Leads.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId)).OrderBy(l => l.Id).Select(l => l.Id)
            .ToList());
    }
}
