using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Commands;

/// <summary>A command in the queue, and whoever waits for it.</summary>
internal abstract class Waiting(Actor actor, IReadOnlyList<long> leads)
{
    internal Actor Actor { get; } = actor;

    /// <summary>Leads whose due points fire first.</summary>
    internal IReadOnlyList<long> Leads { get; } = leads;
    internal Exception? Error { get; set; }

    /// <summary>When it came: a timestamp, which no change of the clock moves.</summary>
    internal long Since { get; init; }

    /// <summary>Waits as long as it takes.</summary>
    internal bool Paced { get; init; }

    /// <summary>What it is called where commands are counted.</summary>
    internal string Kind { get; init; } = "";

    /// <summary>What it took itself.</summary>
    internal TimeSpan Took { get; set; }

    /// <summary>When its group is durable.</summary>
    internal Outcome Became => Error switch
    {
        null => Outcome.Done,
        Busy => Outcome.Busy,
        Refusal or CalendarException => Outcome.Refused,
        _ => Outcome.Failed,
    };

    internal abstract void Run(Write write);

    /// <summary>To whoever measures.</summary>
    internal void Tell(Outcome became, TimeSpan answered)
    {
        if (Measures.Commands.Enabled)
            Measures.Commands.Add(1, new(Measures.Kind, Kind), new(Measures.Outcome, became.ToString()));
        if (Measures.Duration.Enabled)
            Measures.Duration.Record(answered.TotalSeconds, new KeyValuePair<string, object?>(Measures.Kind, Kind));
    }

    /// <summary>Once the group is durable.</summary>
    internal abstract void Tell();

    internal abstract void Fail(Exception error);
}

internal sealed class Waiting<T>(Actor actor, IReadOnlyList<long> leads, Func<Write, T> change) : Waiting(actor, leads)
{
    private T? result;

    internal TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal override void Run(Write write) => result = change(write);

    internal override void Tell()
    {
        if (Error is null)
            Done.SetResult(result!);
        else
            Done.SetException(Error);
    }

    internal override void Fail(Exception error)
    {
        Error = error;
        Done.TrySetException(error);
    }
}
