namespace SmarketingHub.Domain.Life;

/// <summary>A state machine or a guard says no; says why, and what is permitted instead.</summary>
public sealed class NotPermitted(Trigger? trigger, Phrase why, IReadOnlyList<Trigger> permitted) : Refusal(why)
{
    public Trigger? Trigger { get; } = trigger;
    public IReadOnlyList<Trigger> Permitted { get; } = permitted;
}
