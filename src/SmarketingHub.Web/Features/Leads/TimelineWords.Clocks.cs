using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>What clocks did.</summary>
public sealed partial class TimelineWords
{
    private string SayOfClock(ClockEvent happened)
    {
        var clock = clocks.GetValueOrDefault(happened.Clock);
        var promise = clock is null ? "" : l.Name(clock.Promise).ToString();
        return happened switch
        {
            ClockStarted e => l["{1} promised to “{0}” by {2}.", l.Name(e.Promise), Owes(e.OwedBy, e.Person), At(e.DueAt)],
            ClockWarned e => l["“{0}”: {1}% of the time is used.", promise, e.Percent],
            ClockBreached => l["“{0}”: the deadline is missed.", promise],
            LadderStepped e => SayStep(e, promise),
            EffortCounted e => l["{0} of {1} tries", e.Made, e.Asked] + ".",
            ClockMet => l["“{0}”: kept.", promise],
            ClockStopped => l["“{0}”: stopped after the deadline.", promise],
            ClockVoided e => l["“{0}”: no longer owed, {1}.", promise, l[$"void: {e.Reason}"]],
            ClockHeld => l["“{0}”: the clock is held.", promise],
            ClockReleased e => l["“{0}”: the clock goes on, due {1}.", promise, At(e.DueAt)],
            ClockReTimed e =>
                l["“{0}”: goes by version {1} of the agreement from here on, due {2}.", promise, e.AgreementVersion, At(e.DueAt)],
            ClockKept e => l["“{0}”: keeps its deadline; version {1} of the agreement moves others.", promise, e.Version],
            ClockCorrected => l["“{0}”: kept after all, the evidence came late.", promise],
            BreachCaused e => l["“{0}”: cause named, {1}.", promise, l.Cause(company, e.Cause)],
            BreachExcused e => l["“{0}”: excused, {1}.", promise, l.Name(e.Reason)],
            var other => other.GetType().Name,
        };
    }

    private string SayStep(LadderStepped e, string promise) => e.Action switch
    {
        LadderAction.Notify => l["“{0}”: the team lead is told.", promise],
        LadderAction.NextPerson when e.To is null => l["“{0}”: nobody is left to ask; the team lead is told.", promise],
        LadderAction.NextPerson => l["“{0}”: {1} is asked next.", promise, l.Person(company, e.To)],
        LadderAction.Queue => l["“{0}”: back to the queue.", promise],
        _ => l["“{0}”: back to the giver.", promise],
    };

    private string Owes(string party, long? person) => person is null ? l.Party(company, party) : l.Person(company, person);
}
