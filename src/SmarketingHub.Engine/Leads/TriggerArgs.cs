using System.Collections.Frozen;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Identities;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Leads;

/// <summary>The arguments of all triggers, as the API names them. Each trigger reads its own.</summary>
public sealed record TriggerArgs
{
    public static readonly TriggerArgs None = new();

    /// <summary><c>sales</c>, <c>team:x</c>, <c>person:x</c>, <c>partner:x</c>.</summary>
    public string? To { get; init; }
    public string? Reason { get; init; }
    public string? Words { get; init; }
    public Instant? Until { get; init => field = StoredTime.Of(value); }
    public Instant? At { get; init => field = StoredTime.Of(value); }
    public Instant? OccurredAt { get; init => field = StoredTime.Of(value); }
    public decimal? Amount { get; init; }
    public AttemptKind? Kind { get; init; }
    public bool Reached { get; init; }

    /// <summary>A person, by id or email.</summary>
    public string? By { get; init; }
    public string? Owner { get; init; }
    public long? Into { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>For <c>edit</c>: what is to be changed; what is null stays.</summary>
    public EditIn? Edit { get; init; }
}

/// <summary>New values; null leaves one as it is, unless it is cleared.</summary>
/// <param name="Cleared">The fields that are taken back, as the API names them.</param>
public sealed record EditIn(Profile Profile, string? Company, LeadFacts Facts, IReadOnlySet<string>? Cleared = null)
{
    public Profile Profile { get; init; } = Profiles.Clean(Profile);
    public LeadFacts Facts { get; init; } = Facts.Clean();

    /// <summary>Who writes that there is no phone takes it back.</summary>
    public IReadOnlySet<string>? Cleared { get; init; } = Profile.Phone is { } phone && Phones.IsNothing(phone)
        ? new HashSet<string>(Cleared ?? FrozenSet<string>.Empty) { "phone" } : Cleared;
}

/// <summary>Fires triggers by their names: the one table that the API, the pages and programs go through.</summary>
public static class Triggering
{
    public static void Fire(this Write write, long leadId, Trigger trigger, TriggerArgs args)
    {
        var turn = write.Lead(leadId);
        switch (trigger)
        {
            case Trigger.Nurture: turn.Nurture(args.Until, args.Words); break;
            case Trigger.Ready: turn.Ready(); break;
            case Trigger.Attempt:
                turn.Attempt(new(args.Kind, args.Reached, args.OccurredAt, PersonOf(args.By, "by", write),
                    ActivityIds.Of(write, turn.Lead, args.ExternalId), args.Words)); break;
            case Trigger.Book: turn.Book(args.At); break;
            case Trigger.NoShow: turn.NoShow(); break;
            case Trigger.Hold: turn.Hold(); break;
            case Trigger.Qualify: turn.Qualify(); break;
            case Trigger.Convert: turn.Convert(args.Amount); break;
            case Trigger.Win: turn.Win(args.Amount); break;
            case Trigger.Lose: turn.Lose(args.Reason, args.Words); break;
            case Trigger.Disqualify: turn.Disqualify(args.Reason, args.Words); break;
            case Trigger.Reopen: turn.Reopen(args.Words); break;
            case Trigger.Assign: Permit(turn, trigger); RefuseTo(args); turn.Assign(PersonOf(args.Owner, "owner", write)); break;
            case Trigger.Edit: Permit(turn, trigger); Edit(write, turn, args.Edit); break;
            case Trigger.Note: turn.Note(args.Words); break;
            case Trigger.Pause: turn.Pause(args.Until, args.Words ?? args.Reason); break;
            case Trigger.Resume: turn.Resume(); break;
            case Trigger.Merge: Permit(turn, trigger); Merge(write, turn, args); break;
            case Trigger.Offer: Permit(turn, trigger); turn.Offer(Addressees.Parse(args.To, write.Company, write.Actor), args.Words); break;
            case Trigger.Accept: Permit(turn, trigger); turn.Accept(PersonOf(args.Owner, "owner", write)); break;
            case Trigger.Return: Permit(turn, trigger); turn.Return(ReasonOf(args.Reason), args.Words); break;
            case Trigger.Keep: turn.Keep(); break;
            case Trigger.Dispute: turn.Dispute(args.Words); break;
            case Trigger.Withdraw: turn.Withdraw(); break;
            default:
                throw new NotPermitted(trigger, "This happens by itself when its time has come.", Turn.Permitted(turn.Lead, write.Actor));
        }
    }

    /// <summary>Carries out triggers of one lead in one command, after the due points before it.</summary>
    /// <param name="version">The version that the caller knows; null: the guards decide alone.</param>
    /// <exception cref="Stale">The lead was changed since, and the trigger depends on what changed.</exception>
    public static Task<long> Fire(
        this Door door, Actor actor, long leadId, int? version, Trigger trigger, TriggerArgs args, IdempotentRequest? once = null) =>
        door.Do(actor, args.Into is { } into ? [leadId, into] : [leadId], write => write.Once(once, () =>
        {
            if (version is { } known && trigger is not (Trigger.Attempt or Trigger.Note))
                write.RefuseStale(leadId, known);
            write.Fire(leadId, trigger, args);
            return leadId;
        }).LeadId, trigger.ToString());

    // Ignored, it would empty the lead's owner and look like success.
    private static void RefuseTo(TriggerArgs args)
    {
        if (args.To is not null)
            throw new InvalidArgument("to", "assign stays within the party and takes 'owner'; 'offer' takes 'to'.");
    }

    // A guard's refusal comes before an argument's.
    private static void Permit(Turn turn, Trigger trigger)
    {
        if (Turn.WhyNot(turn.Lead, turn.Actor, trigger) is { } why)
            throw new NotPermitted(trigger, Phrase.Of(why), Turn.Permitted(turn.Lead, turn.Actor));
    }

    private static long? PersonOf(string? text, string field, Write write) => string.IsNullOrWhiteSpace(text) ? null
        : Addressees.FindPerson(Emails.Clean(text) ?? text, write.Company.SeenBy(write.Actor))?.Id
            ?? throw new InvalidArgument(field, $"Nobody here is called '{text}': a person's id or email.");

    private static ReturnReason? ReasonOf(string? text) =>
        Enum.TryParse<ReturnReason>(text, ignoreCase: true, out var reason) && ReturnReasons.Choices.Contains(reason) ? reason : null;

    private static void Edit(Write write, Turn turn, EditIn? edit)
    {
        if (edit is null)
            throw new InvalidArgument("edit", "Say what is to be changed.");
        Profiles.Check(edit.Profile);
        var cleared = edit.Cleared ?? FrozenSet<string>.Empty;
        var facts = edit.Facts.Over(turn.Lead.Facts).Without(cleared);
        facts.Check(turn.Lead.Facts);
        var (account, profile) = write.EditPerson(turn.Lead, edit.Profile, edit.Company, cleared, facts.Country);
        turn.Edit(facts, account, profile);
        write.RefuseNobody(turn.Lead, cleared);
    }

    private static void Merge(Write write, Turn turn, TriggerArgs args)
    {
        if (args.Into is not { } into)
            throw new InvalidArgument("into", "Say which lead it is merged into.");
        if (into == turn.Lead.Id)
            throw new InvalidArgument("into", "A lead cannot be merged into itself.");
        Turn target;
        try
        {
            target = write.Lead(into);
        }
        catch (NotFound)
        {
            throw new InvalidArgument("into", $"There is no lead {into}.");
        }
        // Merged without the persons, the leads would be one and the next inquiry by the duplicate's email another.
        if (turn.Lead.ContactId != target.Lead.ContactId
            && new[] { turn.Lead.ContactId, target.Lead.ContactId }.Any(id => write.IsSharedBeyond(write.Lookups.Contact(id))))
            throw new InvalidArgument("into", Profiles.KnownToOthers);
        write.Merge(turn, target, args.Words);
        foreach (var inquiry in write.Rows.Inquiries.Where(i => i.LeadId == turn.Lead.Id))
            inquiry.LeadId = into;
        foreach (var external in write.Rows.ExternalIds.Where(e => e.LeadId == turn.Lead.Id))
            external.LeadId = into;
    }
}
