using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>
/// The lead of one turn, and what has happened to it in this turn. It has taken in every event by the time that it is listed.
/// </summary>
internal sealed class LeadInHand(Lead lead, Instant now, Company company, TurnServices services)
{
    /// <summary>So far a caller's clock may be ahead.</summary>
    internal static readonly Duration ClockSkew = Duration.FromMinutes(1);

    private static readonly Duration FarthestAhead = Duration.FromDays(10 * 365);

    private readonly List<Happened> happened = [];

    internal Lead Lead { get; } = lead;

    /// <summary>The time, but never before the lead's last event: its time does not go back when the clock does.</summary>
    internal Instant Now { get; } = now > lead.LastAt ? now : lead.LastAt;

    /// <summary>The clock has not come to it yet. History is told at instants of its own, and nothing is early for it.</summary>
    internal bool IsEarly(Instant at) => at > services.Clock && Now >= services.Clock;

    internal Company Company { get; } = company;
    internal IReadOnlyList<Happened> Events => happened;

    internal void Emit(LeadEvent e, Instant? at = null)
    {
        var when = Instant.Max(at ?? Now, Lead.LastAt);
        Lead.Apply(e, when);
        happened.Add(new(e, when));
    }

    /// <summary>The stage that the trigger leads to.</summary>
    /// <exception cref="NotPermitted">A machine or a guard refuses it.</exception>
    internal Stage Permit(Actor actor, Trigger trigger)
    {
        var context = new GuardContext(Lead, actor);
        var (to, whyNot) = LeadMachine.Permit(context, trigger);
        whyNot ??= HandoffMachine.WhyNot(context, trigger);
        return whyNot is null ? to!.Value : throw Refuse(actor, trigger, whyNot);
    }

    internal NotPermitted Refuse(Actor actor, Trigger trigger, string why) => new(trigger, Phrase.Of(why), Turn.Permitted(Lead, actor));

    internal long NextId() => services.NextId();

    internal RoutingServices Routing => services.Routing ?? RoutingServices.None;

    /// <summary>How many open leads a person owns.</summary>
    internal int OpenLeads(long person) => services.OpenLeads(person);

    /// <summary>Stores a text beside the ledger; null: there is none.</summary>
    internal TextRef? Keep(string? text, int longest = PlainText.LongestWords) =>
        string.IsNullOrWhiteSpace(text) ? null : services.Keep(Lead.ContactId, text.Trim(), longest);

    /// <exception cref="InvalidArgument">There is no text.</exception>
    internal TextRef Require(string? text, string field, Phrase message) => Keep(text) ?? throw new InvalidArgument(field, message);

    /// <exception cref="InvalidArgument">It is not after now, or more than ten years away.</exception>
    internal void CheckUntil(Instant? until, Phrase message)
    {
        if (until is null || until <= Now)
            throw new InvalidArgument("until", message);
        if (until > Now + FarthestAhead)
            throw new InvalidArgument("until", "That is more than ten years away.");
    }
}
