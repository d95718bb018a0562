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

/// <summary>Takes back what an import told of one lead, in a command of its own: of the lead, its person, company and ids.</summary>
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
        var companyBefore = before.AccountId;
        var turn = write.Lead(id);
        var taken = told.TakenBack(before, run.Id);
        if (told.Own.Any(e => e is LeadRouted))
            turn.GiveTurnBack();
        turn.TakeBack(taken with { Profile = PersonBefore(told, before, taken.Before) });
        TakeBackIds(told);
        TakeBackInquiries(told);
        TakeBackCustomers(told, turn.Lead, companyBefore);
        ForgetRows();
        return told.Brought ? Fate.Gone : Fate.PutBack;
    }

    private ToldOfLead Told(long lead) => new([.. LinesOf(Rows, lead)], run.Id);

    /// <summary>
    /// What is known of the person again; null: that stays. With the first of a person's leads the whole person is as before.
    /// </summary>
    private TextRef? PersonBefore(ToldOfLead told, Lead now, LeadBefore? before)
    {
        var contact = write.Lookups.Contact(now.ContactId);
        if (contact.Key is null)
            return null;
        var others = Rows.Leads.IgnoreQueryFilters().Where(l => l.ContactId == contact.Id && l.Id != id)
            .Select(l => new { l.Id, l.TakenBack }).ToList();
        if (told.Brought && others.TrueForAll(l => l.TakenBack is not null))
        {
            // Whoever has no lead is found by nobody; an email stays, by which the person can be forgotten.
            Accounts.Unlearn(write, contact, null);
            contact.ReadPhone(null, contact.Phone);
            return null;
        }
        var all = others.ConvertAll(l => Told(l.Id)).Append(told).ToList();
        if (all.Exists(lead => lead.IsTakenBack))
            return null;
        if (all.SelectMany(lead => lead.Companies()).OrderBy(move => move.Sequence).ToList() is { Count: > 0 } moves
            && contact.AccountId == moves[^1].Move.To)
            Accounts.Unlearn(write, contact, moves[0].Move.From);
        return VersionBefore(contact, all) is { } version
            ? Profiles.PutBack(write, contact, version, (before?.Facts ?? now.Facts).Country) : null;
    }

    /// <summary>The newest that the import did not tell; null: it told none, or somebody told a newer one since.</summary>
    private Profile? VersionBefore(Contact contact, List<ToldOfLead> leads)
    {
        var versions = leads.SelectMany(lead => lead.Profiles()).OrderBy(version => version.Sequence).ToList();
        if (versions is not [.., { IsOwn: true }])
            return null;
        var others = versions.Where(version => !version.IsOwn).Select(version => version.Text).ToList();
        return Rows.Texts.AsNoTracking().Where(t => t.ContactId == contact.Id && others.Contains(t.Id)).OrderByDescending(t => t.Id)
            .Select(t => t.Text).FirstOrDefault() is { } text ? JsonSerializer.Deserialize<Profile>(text, LedgerJson.Options)
            // Nobody knew who it was; or the import brought the person, who goes with the last of its leads.
            : leads.MinBy(lead => lead.First)!.Brought ? null : Profile.Empty;
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

    /// <summary>A company is a customer since a lead of it was won, and owned by the owner of the last.</summary>
    private void TakeBackCustomers(ToldOfLead told, Lead now, long? companyBefore)
    {
        var wins = told.Wins();
        var own = wins.Where(win => win.IsOwn).Select(win => win.Account).ToHashSet();
        // A row may have moved a lead that was won before into a company that another row made a customer.
        var left = companyBefore is { } from && from != now.AccountId ? own.Append(from).Distinct() : own;
        foreach (var company in left)
        {
            var account = write.Lookups.Account(company);
            var won = Rows.Leads.AsNoTracking().Where(l => l.AccountId == company && l.Stage == Stage.Won && l.Id != id)
                .OrderByDescending(l => l.ClosedAt).ToList();
            if (won.Count == 0 && IsOfTakenBack(account.CustomerBy) && !wins.Contains((company, false)) && !WasWonBefore(company))
                (account.IsCustomer, account.CustomerBy, account.Owner) = (false, null, null);
            else if (won.Count > 0 && own.Contains(company))
                account.Owner = won.Find(l => l.Owner is not null)?.Owner;
        }
        if (now is { Stage: Stage.Won, AccountId: { } again } && wins.Contains((again, false))
            && write.Lookups.Account(again) is var customer)
            (customer.IsCustomer, customer.Owner) = (true, now.Owner ?? customer.Owner);
    }

    // Whichever of two imports that won leads of a company goes last takes the customer along.
    private bool IsOfTakenBack(long? import) => import == run.Id
        || import is { } other && Rows.ImportRuns.AsNoTracking().Any(r => r.Id == other && r.TakenBackAt != null);

    // By a lead that is won no more.
    private bool WasWonBefore(long company) => Rows.Leads.Where(l => l.AccountId == company && l.Id != id).Select(l => l.Id).ToList()
        .Exists(lead => Told(lead).Wins().Contains((company, false)));

    private void ForgetRows()
    {
        foreach (var row in Rows.ImportedRows.AsNoTracking().Where(r => r.Import == run.Id && r.LeadId == id).ToList())
            write.Changes.ImportedRows.Change(row, null);
    }
}
