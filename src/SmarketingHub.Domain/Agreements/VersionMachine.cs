using SmarketingHub.Domain.Life;
using Stateless;

namespace SmarketingHub.Domain.Agreements;

public enum VersionTrigger
{
    Propose,
    Sign,
    AskForChanges,
    Discard,
    End,
    TakeBackEnd,
}

/// <summary>The life of a version, as one table.</summary>
public static class VersionMachine
{
    /// <summary>The state that the trigger leads to.</summary>
    /// <param name="isLast">It is the last signature that was missing.</param>
    /// <exception cref="NotPermitted">The version's life does not allow it; says what it does.</exception>
    public static VersionState Fire(VersionState state, VersionTrigger trigger, bool isLast = false)
    {
        var machine = Configure(() => state, next => state = next, () => isLast);
        if (!machine.CanFire(trigger))
            throw new NotPermitted(null, WhyNot(state, machine), []);
        machine.Fire(trigger);
        return state;
    }

    public static StateMachine<VersionState, VersionTrigger> Configure(
        Func<VersionState> state, Action<VersionState> set, Func<bool> isLast)
    {
        var machine = new StateMachine<VersionState, VersionTrigger>(state, set);

        machine.Configure(VersionState.Draft)
            .Permit(VersionTrigger.Propose, VersionState.Proposed)
            .Permit(VersionTrigger.Discard, VersionState.Discarded);

        machine.Configure(VersionState.Proposed)
            .PermitIf(VersionTrigger.Sign, VersionState.Signed, isLast)
            .PermitReentryIf(VersionTrigger.Sign, () => !isLast())
            .Permit(VersionTrigger.AskForChanges, VersionState.Draft)
            .Permit(VersionTrigger.Discard, VersionState.Discarded);

        machine.Configure(VersionState.Signed)
            .PermitReentry(VersionTrigger.End)
            .PermitReentry(VersionTrigger.TakeBackEnd);

        machine.Configure(VersionState.Discarded);
        return machine;
    }

    private static Phrase WhyNot(VersionState state, StateMachine<VersionState, VersionTrigger> machine)
    {
        var permitted = Enum.GetValues<VersionTrigger>().Where(t => machine.CanFire(t))
            .Select(t => $"'{CamelCase.Of(t)}'").ToList();
        var named = state.ToString().ToLowerInvariant();
        return permitted.Count == 0
            ? $"A version that is {named} permits nothing more."
            : (Phrase)$"A version that is {named} permits {string.Join(", ", permitted)}.";
    }
}
