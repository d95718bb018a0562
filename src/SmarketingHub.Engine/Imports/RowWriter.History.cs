using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Imports;

/// <summary>Rows as history: at their own times, firing nothing.</summary>
internal sealed partial class RowWriter
{
    private (long Lead, RowOutcome) Tell(Write write, ImportRow row, Lead? known)
    {
        write.IsHistory = true;
        var inquiry = row.ToInquiry();
        Intake.Check(inquiry, known?.Facts);
        var owner = owners.Find(write, row.Owner);
        (long, RowOutcome) Told(long id, Outcome outcome, bool isPlaced = true) => (id,
            new(outcome, NotTaken.OfHistory(write, row, write.Lead(id).Lead, owner, known is not null, isPlaced)));
        if (known is not null)
            return Told(known.Id, Update(write, row, known, owner.Value));
        var whose = Identity.Find(write.Lookups, row.Profile, row.Facts.Country);
        var account = Accounts.Of(write, row.Company, whose.Profile.Email, whose.Contact);
        var receivedAt = ReceivedAt(write, row);
        var steps = Steps(write, row, owner.Value, receivedAt);
        RefuseOthers(write, row, steps[^1].Holder);
        if (!row.IsOwnLead && Intake.FindOpenLead(write, whose.Contact, account, inquiry) is { } open
            && Join(write, row, whose, account, open, receivedAt, steps) is { } isPlaced)
            return Told(open, Outcome.Joined, isPlaced);
        return Told(Open(write, row, whose, account, receivedAt, steps), Outcome.Added);
    }

    private static long Open(Write write, ImportRow row, IdentityMatch whose, Account? account, Instant receivedAt, List<Placing> steps)
    {
        var (rows, contact) = (write.Rows, whose.Contact);
        var previous = contact is null ? null
            : rows.Leads.Where(l => l.ContactId == contact.Id && l.ReceivedAt <= receivedAt).OrderBy(l => l.MergedInto != null)
                .ThenByDescending(l => l.ReceivedAt).Select(l => (long?)l.Id).FirstOrDefault();
        var countsAsNew = account is null
            || !rows.Leads.Any(l => l.AccountId == account.Id && l.Stage == Stage.Won && l.ClosedAt <= receivedAt);
        var isNew = contact is null || previous is null && write.Lookups.NewestLeadOf(contact.Id) is null;
        contact ??= Intake.AddContact(write);
        var profile = Profiles.Fill(write, contact, whose.Profile, row.Facts.Country, isNew);
        Intake.SetCompany(write, contact, row.Company is null ? null : account, profile);
        var turn = write.NewLead(receivedAt);
        var inquiry = Intake.AddInquiry(write, turn.Lead.Id, contact.Id, row.ToInquiry(), receivedAt);
        turn.CaptureForImport(contact.Id, account?.Id, inquiry, row.Facts, receivedAt, previous, profile, countsAsNew,
            judged: row.ReceivedAt is not null && steps[0].Dated, alsoNames: Intake.LeadOf(write, whose.Other));
        turn.Place(steps);
        Intake.Finish(write, turn, row.ToInquiry());
        return turn.Lead.Id;
    }

    /// <summary>
    /// Whether the lead went the row's way; null: the row's cycle had ended before this lead began: it is a lead of its own.
    /// </summary>
    private static bool? Join(
        Write write, ImportRow row, IdentityMatch whose, Account? account, long open, Instant receivedAt, List<Placing> steps)
    {
        var lead = write.Lead(open).Lead;
        RefuseOthers(write, lead);
        if (steps[^1].Stage.IsClosed() && steps[^1].At <= lead.ReceivedAt)
            return null;
        RefuseOlder(lead, receivedAt, "receivedAt");
        var turn = write.LeadAt(open, receivedAt);
        var contact = write.Lookups.Contact(lead.ContactId);
        var profile = Profiles.Fill(write, contact, whose.Profile, row.Facts.Country ?? lead.Facts.Country);
        Intake.SetCompany(write, contact, row.Company is null ? null : account, profile);
        turn.JoinHistory(
            Intake.AddInquiry(write, open, contact.Id, row.ToInquiry(), receivedAt), row.Facts, receivedAt, profile,
            Intake.LeadOf(write, whose.Other));
        // A lead that is worked here is moved by its people alone.
        var isPlaced = lead.Placed && row.Stage is not null;
        if (isPlaced)
            turn.Place(steps);
        Intake.Finish(write, turn, row.ToInquiry());
        return isPlaced;
    }

    private Outcome Update(Write write, ImportRow row, Lead known, Person? owner)
    {
        var steps = Steps(write, row, owner, row.ReceivedAt ?? known.ReceivedAt);
        var last = steps[^1];
        RefuseOthers(write, known);
        RefuseOthers(write, row, last.Holder);
        var turn = write.LeadAt(known.Id, known.LastAt);
        var (lead, lastAt) = (turn.Lead, turn.Lead.LastAt);
        var moves = row.Stage is not null
            && ((last.Stage, last.Holder, last.Owner, last.Amount ?? lead.Amount) != (lead.Stage, lead.Holder, lead.Owner, lead.Amount)
                || last.Reason is { } reason && CloseReasons.Read(reason, null).Reason != lead.CloseReason
                || last.Dated && last.At > lead.ClosedAt);
        if (moves && !lead.Placed && strict)
            throw new InvalidArgument("stage", $"Lead {lead.Id} has moved here since it came; history does not move it to {last.Stage}.");
        // A lead that is worked here is moved by its people alone.
        moves &= lead.Placed;
        if (moves && last.Dated)
            RefuseOlder(lead, last.At, "stage");
        var facts = row.Facts.Over(lead.Facts).Without(row.Emptied);
        var (account, profile) = write.EditPerson(lead, row.Profile, row.Company, row.Emptied, facts.Country);
        turn.EditHistory(facts, account, profile, lastAt);
        if (moves)
            turn.Place([.. steps.SkipLast(1).Where(s => s.At > lastAt), last.Dated ? last : last with { At = write.Now }]);
        Intake.Finish(write, turn, row.ToInquiry() with { Note = null, ExternalIds = [.. row.ExternalIds.Where(e => e.System != own)] });
        write.RefuseNobody(lead, row.Emptied);
        return turn.Events.Count > 0 ? Outcome.Joined : Outcome.Skipped;
    }

    private static Instant ReceivedAt(Write write, ImportRow row) =>
        row.ReceivedAt ?? (row.Reached.Count > 0 ? row.Reached[0].At : write.Now);

    /// <summary>The way to the row's stage. Without a date of its own it is as old as the last thing known.</summary>
    private static List<Placing> Steps(Write write, ImportRow row, Person? owner, Instant receivedAt)
    {
        Placing Step(Stage stage, Instant at, bool dated)
        {
            var isLast = stage == row.At;
            var (holder, named) = Owners.HolderOf(write.Company, stage, owner, isLast ? row.Holder : null);
            // Who had it then is told as it was; who has it now has to be there.
            var has = isLast && !stage.IsClosed() ? write.Company.ThereFor(named, holder, write.Now)?.Id : named;
            return new(
                stage, holder, has, isLast ? row.Amount : null, isLast && stage.IsClosed() ? row.CloseReason : null, at, dated,
                has == named ? null : named);
        }
        var steps = row.Reached.Select(r => Step(r.Stage, r.At, dated: true)).ToList();
        if (steps.Count == 0 || steps[^1].Stage != row.At)
            steps.Add(Step(row.At, steps.Count > 0 ? steps[^1].At : receivedAt, dated: false));
        return steps;
    }

    // A row that says nothing of who has the lead is an inquiry like any other.
    private static void RefuseOthers(Write write, ImportRow row, string holder)
    {
        if (write.Actor.ImportsHistoryOf(holder) || row.At == Stage.Captured && row.Holder is null && row.Owner is null)
            return;
        Phrase others = $"It would be with {write.Company.Said(holder)}: a team lead imports the history of its own party's leads, "
            + $"managers and administrators that of all.";
        throw row.Values.WhyNot("stage") is { } unknown ? new RowRefused(row.Values.WrongColumnOf("stage"), $"{unknown} {others}")
            : new InvalidArgument("holder", others);
    }

    private static void RefuseOthers(Write write, Lead lead)
    {
        if (!write.Actor.ImportsHistoryOf(lead.Holder))
            throw new InvalidArgument("holder",
                $"Lead {lead.Id} is with {write.Company.Said(lead.Holder)}: a team lead imports the history of its own party's leads, "
                    + $"managers and administrators that of all.");
    }

    private static void RefuseOlder(Lead lead, Instant at, string field)
    {
        if (at < lead.LastAt)
            throw new InvalidArgument(field,
                $"{at} is older than the last event of lead {lead.Id} ({lead.LastAt}); history cannot be told in between.");
    }
}
