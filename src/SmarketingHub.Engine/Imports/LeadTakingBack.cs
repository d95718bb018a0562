using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Imports;

internal enum Fate
{
    /// <summary>The import told nothing of it: what its row says was known.</summary>
    Untold,
    Gone,
    PutBack,

    /// <summary>Something stands in the way.</summary>
    Stays,
}

/// <summary>Takes back what an import told of one lead, in a command of its own: of the lead, its person, its company and its ids.</summary>
internal sealed class LeadTakingBack(Write write, ImportRun run, long id)
{
    private static readonly Func<HubContext, long, IEnumerable<LedgerEvent>> LinesOf =
        EF.CompileQuery((HubContext rows, long lead) => rows.Ledger.AsNoTracking().OrderBy(e => e.Sequence).Where(e => e.LeadId == lead));

    private HubContext Rows => write.Rows;

    internal Fate Run()
    {
        var told = Told(id);
        if (told.Rows.Count == 0)
        {
            ForgetRows();
            return Fate.Untold;
        }
        if (told.InTheWay() is not null || write.Changes.Leads.Find(id) is not { } before || !write.Actor.TakesBack(run, before.Holder))
            return Fate.Stays;
        var turn = write.Lead(id);
        var taken = told.TakenBack(before, run.Id);
        turn.TakeBack(taken with { Profile = PersonBefore(told, before, taken.Before) });
        TakeBackIds(told);
        TakeBackInquiries(told);
        if (before is { Stage: Stage.Won, AccountId: { } account } && (turn.Lead.Stage != Stage.Won || turn.Lead.AccountId != account))
            TakeBackCustomer(account);
        ForgetRows();
        return told.Brought ? Fate.Gone : Fate.PutBack;
    }

    private ToldOfLead Told(long lead) => new([.. LinesOf(Rows, lead)], run.Id);

    /// <summary>What is known of the person again; null: that stays.</summary>
    private TextRef? PersonBefore(ToldOfLead told, Lead now, LeadBefore? before)
    {
        var contact = write.Lookups.Contact(now.ContactId);
        if (contact.Key is null)
            return null;
        if (before is not null && before.Account != now.AccountId && contact.AccountId == now.AccountId)
            contact.AccountId = before.Account;
        if (told.Brought && !Rows.Leads.Any(l => l.ContactId == contact.Id && l.Id != id))
        {
            // Whoever has no lead is found by nobody; an email stays, by which the person can be forgotten.
            Accounts.Unlearn(write, contact);
            contact.ReadPhone(null, contact.Phone);
            return null;
        }
        return told.Own.Any(e => e is IProfiled { Profile: not null }) && VersionBefore(contact) is { } version
            ? Profiles.PutBack(write, contact, version, (before?.Facts ?? now.Facts).Country) : null;
    }

    /// <summary>The newest that the import did not tell; null: somebody told a newer one since.</summary>
    private Profile? VersionBefore(Contact contact)
    {
        var leads = Rows.Leads.IgnoreQueryFilters().Where(l => l.ContactId == contact.Id).Select(l => l.Id).ToList();
        var versions = leads.SelectMany(lead => Told(lead).Profiles()).OrderBy(version => version.Sequence).ToList();
        if (versions is not [.., { IsOwn: true }])
            return null;
        var others = versions.Where(version => !version.IsOwn).Select(version => version.Text).ToList();
        return Rows.Texts.AsNoTracking().Where(t => t.ContactId == contact.Id && others.Contains(t.Id)).OrderByDescending(t => t.Id)
            .Select(t => t.Text).FirstOrDefault() is { } text
            ? JsonSerializer.Deserialize<Profile>(text, LedgerJson.Options)! : Profile.Empty;
    }

    private void TakeBackIds(ToldOfLead told)
    {
        foreach (var external in Rows.ExternalIds.AsNoTracking().Where(e => e.LeadId == id).ToList())
            if (told.Brought || external.Import == run.Id)
                write.Changes.ExternalIds.Change(external, Earlier(external));
    }

    private ExternalId? Earlier(ExternalId external) =>
        external.Earlier is { } lead && write.Changes.Leads.Find(lead) is { TakenBack: null }
            ? new() { System = external.System, Type = external.Type, Value = external.Value, Key = external.Key, LeadId = lead } : null;

    // Of a lead that is gone they tell what it was.
    private void TakeBackInquiries(ToldOfLead told)
    {
        var joined = told.Own.OfType<InquiryJoined>().Select(e => e.Inquiry).ToList();
        if (!told.Brought && joined.Count > 0)
            foreach (var inquiry in Rows.Inquiries.AsNoTracking().Where(i => joined.Contains(i.Id)).ToList())
                write.Changes.Inquiries.Change(inquiry, null);
    }

    /// <summary>A company is a customer by the leads that are won, owned by the owner of the last.</summary>
    private void TakeBackCustomer(long company)
    {
        var won = Rows.Leads.AsNoTracking().Where(l => l.AccountId == company && l.Stage == Stage.Won && l.Id != id)
            .OrderByDescending(l => l.ClosedAt).ToList();
        var account = write.Lookups.Account(company);
        (account.IsCustomer, account.Owner) = (won.Count > 0, won.Find(l => l.Owner is not null)?.Owner);
    }

    private void ForgetRows()
    {
        foreach (var row in Rows.ImportedRows.AsNoTracking().Where(r => r.Import == run.Id && r.LeadId == id).ToList())
            write.Changes.ImportedRows.Change(row, null);
    }
}
