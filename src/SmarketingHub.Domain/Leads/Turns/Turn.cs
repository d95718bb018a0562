using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>An event and when it happened.</summary>
public sealed record Happened(LeadEvent Event, Instant At);

/// <summary>What a turn needs from outside: ids, a place for texts, and how busy people are.</summary>
/// <param name="NextId">A number not used before, by anything.</param>
/// <param name="Keep">Stores a text beside the ledger, under the key of the contact.</param>
/// <param name="OpenLeads">How many open leads a person owns.</param>
public sealed record TurnServices(Func<long> NextId, Func<long, string, TextRef> Keep, Func<long, int> OpenLeads);

/// <summary>
/// One command's turn at one lead: asks the machines, decides, and collects what happened.
/// The lead has taken in every event by the time it is listed.
/// </summary>
public sealed partial class Turn(Lead lead, Actor actor, Instant now, Company company, TurnServices services)
{
    private readonly List<Happened> happened = [];

    public Lead Lead { get; } = lead;

    /// <summary>Who acts: the actor of the command, or the system while due points fire.</summary>
    public Actor Actor { get; private set; } = actor;

    /// <summary>The time, but never before the lead's last event: its time does not go back when the clock does.</summary>
    public Instant Now { get; } = now > lead.LastAt ? now : lead.LastAt;

    public IReadOnlyList<Happened> Events => happened;

    private Company Company { get; } = company;
    private Question Question => new(Lead, Actor);

    private void Emit(LeadEvent e, Instant? at = null)
    {
        var when = Instant.Max(at ?? Now, Lead.LastAt);
        Lead.Apply(e, when);
        happened.Add(new(e, when));
    }

    /// <summary>The triggers that this actor could fire at this lead now, whatever their arguments.</summary>
    public static IReadOnlyList<Trigger> Permitted(Lead lead, Actor actor)
    {
        var question = new Question(lead, actor);
        return [.. Enum.GetValues<Trigger>().Where(t => WhyNot(question, t) is null)];
    }

    /// <summary>Why this actor cannot fire the trigger at this lead now; null: it can.</summary>
    public static string? WhyNot(Lead lead, Actor actor, Trigger trigger) => WhyNot(new(lead, actor), trigger);

    private static string? WhyNot(Question question, Trigger trigger) =>
        LeadMachine.Ask(question, trigger).WhyNot ?? HandoffMachine.WhyNot(question, trigger);

    /// <summary>The stage that the trigger leads to.</summary>
    /// <exception cref="NotPermitted">A machine or a guard refuses it.</exception>
    private Stage Ask(Trigger trigger)
    {
        var (to, whyNot) = LeadMachine.Ask(Question, trigger);
        whyNot ??= HandoffMachine.WhyNot(Question, trigger);
        return whyNot is null ? to!.Value : throw Refuse(trigger, whyNot);
    }

    /// <summary>Does what follows by a rule, whoever caused it.</summary>
    private void AsSystem(Action act)
    {
        var actor = Actor;
        Actor = Actor.System;
        act();
        Actor = actor;
    }

    private NotPermitted Refuse(Trigger trigger, string why) => new(trigger, Phrase.Of(why), Permitted(Lead, Actor));

    private TextRef? Keep(string? text) => string.IsNullOrWhiteSpace(text) ? null : services.Keep(Lead.ContactId, text.Trim());

    private TextRef Require(string? text, string field, Phrase message) => Keep(text) ?? throw new InvalidArgument(field, message);
}
