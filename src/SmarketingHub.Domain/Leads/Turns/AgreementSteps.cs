using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads.Rules;

namespace SmarketingHub.Domain.Leads.Turns;

/// <param name="Ends">The agreement ends; else a version of it re-times.</param>
internal sealed record AgreementStep(Instant At, Clock Clock, Agreement Agreement, AgreementVersion Version, bool Ends)
{
    internal string Key => Ends ? Agreement.EndingKey(Version) : Agreement.ReTimingKey(Version);
}

/// <summary>What agreements do to clocks that run under them, at instants of their own.</summary>
internal sealed class AgreementSteps(LeadInHand hand, ClockEnds clocks)
{
    private Company Company => hand.Company;

    /// <summary>The first that the lead has not taken yet.</summary>
    internal AgreementStep? Next() => !Company.StepsClocks ? null
        : hand.Lead.LiveClocks.SelectMany(Of).OrderBy(s => s.At).ThenBy(s => s.Version.Number).ThenBy(s => s.Clock.Id).FirstOrDefault();

    private IEnumerable<AgreementStep> Of(Clock clock) =>
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

    internal void Take(AgreementStep step, Instant at)
    {
        if (step.Ends)
        {
            clocks.End(step.Clock, ClockEnd.AgreementEnded, at);
            return;
        }
        var next = ReTiming.Of(step.Clock, hand.Lead.Facts, step.Agreement, step.Version, Company, step.At);
        hand.Emit((ClockEvent?)next ?? new ClockKept(step.Clock.Id, step.Version.Number), at);
        // Fewer attempts may be asked for than were made.
        if (next is not null && step.Clock.Promise == Promise.Effort && clocks.Count(step.Clock, at) is { } end)
            clocks.End(step.Clock, end, at);
    }

    /// <summary>
    /// A clock told of late starts under the agreement of its time, and takes at once what has happened to that since;
    /// but what fell due for it before that is for the lead's due points to fire first. One that starts before what all others have taken
    /// already, where a time was set back, goes with them: nobody comes by again.
    /// </summary>
    internal void CatchUp(Clock started)
    {
        while (Of(started).Where(s => started.IsLive && (IsTaken(s) || s.At <= hand.Now && !(started.NextPointAt < s.At)))
            .MinBy(s => (s.At, s.Version.Number)) is { } step)
            Take(step, hand.Now);
    }

    /// <summary>Its instant has passed, and all other clocks have been told.</summary>
    internal bool IsPast(AgreementStep step) => step.At <= hand.Now && Company.Fired.Contains(step.Key);

    private bool IsTaken(AgreementStep step) => hand.IsEarly(step.At) && Company.Fired.Contains(step.Key);
}
