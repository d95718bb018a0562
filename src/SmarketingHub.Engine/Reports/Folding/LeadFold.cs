using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Folding;

/// <summary>Folds the lead itself, by its events, and looks at what each made of it: there is no second set of rules.</summary>
internal sealed class LeadFold
{
    private readonly Lead lead;
    private readonly LeadRow row;
    private readonly PromiseRows promises = new();
    private readonly StretchRows stretches;
    private readonly ActRows acts = new();
    private readonly HandoffRows handoffs = new();
    private readonly ReturnRows returns = new();
    private readonly PauseRows pauses = new();

    internal LeadFold(long id)
    {
        lead = new() { Id = id };
        (row, stretches) = (new(lead), new(lead));
    }

    internal LeadFold Take(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
            Take(step);
        return this;
    }

    internal LeadReport Report(Instant knownAt) => new(
        row.Of(knownAt), promises.Of(lead), stretches.All(), acts.All, handoffs.Of(lead), returns.Of(lead.Id), pauses.Of(lead.Id));

    private void Take(Step step)
    {
        // Told at this instant, or later: of an attempt that comes late it is when it was made.
        var (had, attempted) = (stretches.Person, (AttemptMade?)null);
        foreach (var line in step.Lines)
        {
            if (Step.IsSilent(line))
                continue;
            var happened = LedgerJson.ReadShort(line.Type, line.Body)
                ?? throw new InvalidOperationException($"Event {line.Sequence} has the type '{line.Type}', which is none of a lead.");
            // Of a clock that never was, because the import that started it was taken back.
            if (happened is ClockEvent { Clock: var clock } and not ClockStarted && !lead.Clocks.Exists(c => c.Id == clock))
                continue;
            lead.Apply(happened, line.At);
            Tell(happened, line, step.Person);
            attempted = happened as AttemptMade ?? attempted;
        }
        stretches.Take(step, attempted);
        acts.Take(step, attempted, lead, had, stretches.Person);
    }

    private void Tell(LeadEvent happened, Line line, long? person)
    {
        row.Take(happened, line.At);
        promises.Take(happened, line, lead);
        stretches.Note(happened, line.At);
        handoffs.Take(happened, line.At, lead);
        returns.Take(happened, line, person, lead);
        pauses.Take(happened, line, person, lead);
    }
}
