using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>What agreements do to clocks that run under them, at instants of their own.</summary>
public sealed partial class Turn
{
    private sealed record AgreementStep(Instant At, Clock Clock, Agreement Agreement, AgreementVersion Version, bool Ends);

    /// <summary>The first that the lead has not taken yet.</summary>
    private AgreementStep? NextStep() => !Company.StepsClocks ? null
        : Lead.LiveClocks.SelectMany(StepsOf).OrderBy(s => s.At).ThenBy(s => s.Version.Number).ThenBy(s => s.Clock.Id).FirstOrDefault();

    private IEnumerable<AgreementStep> StepsOf(Clock clock) =>
        from agreement in Company.Agreements
        where agreement.Id == clock.Agreement
        from version in agreement.Versions
        from step in (AgreementStep?[])
        [
            ReTiming.Concerns(clock, version) ? new(version.EffectiveAt!.Value, clock, agreement, version, Ends: false) : null,
            version.EndsAt is { } end && end >= clock.StartedAt ? new(end, clock, agreement, version, Ends: true) : null,
        ]
        where step is not null
        select step;

    private void Take(AgreementStep step, Instant at)
    {
        if (step.Ends)
        {
            End(step.Clock, "agreement ended", at);
            return;
        }
        var next = ReTiming.Of(step.Clock, Lead.Facts, step.Agreement, step.Version, Company, step.At);
        Emit((ClockEvent?)next ?? new ClockKept(step.Clock.Id, step.Version.Number), at);
        // Fewer attempts may be asked for than were made.
        if (next is not null && step.Clock.Promise == Promise.Effort)
            Count(step.Clock, at);
    }

    // A clock told of late starts under the agreement of its time, and takes at once what has happened to that since;
    // but what fell due for it before that is for FireDue to fire first.
    private void CatchUp(Clock started)
    {
        while (StepsOf(started).Where(s => started.IsLive && s.At <= Now && !(started.NextPointAt < s.At)).MinBy(s => (s.At, s.Version.Number)) is { } step)
            AsSystem(() => Take(step, Now));
    }
}
