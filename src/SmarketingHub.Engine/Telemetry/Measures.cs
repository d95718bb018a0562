using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Turns;

namespace SmarketingHub.Engine.Telemetry;

/// <summary>
/// What is told to whoever measures this process, and costs next to nothing while nobody does. Numbers and names of the program's own
/// alone: nothing of a person, a lead or a company. The names stand in docs/operating.md.
/// </summary>
public static class Measures
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "SmarketingHub";

    public const string Kind = "smarketinghub.command.kind";
    public const string Outcome = "smarketinghub.outcome";
    public const string Point = "smarketinghub.due.point";

    private const string Seconds = "s";

    private static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Counter<long> Commands =
        Meter.CreateCounter<long>("smarketinghub.commands", "{command}", "Commands that came to the door, by kind and outcome.");

    internal static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("smarketinghub.command.duration", Seconds, "From the door to the answer, by kind.");

    internal static readonly Histogram<double> Wait =
        Meter.CreateHistogram<double>("smarketinghub.command.wait", Seconds, "How long commands waited for their transaction.");

    internal static readonly Histogram<int> Group =
        Meter.CreateHistogram<int>("smarketinghub.commit.size", "{command}", "How many commands shared a transaction.");

    internal static readonly Histogram<double> Commit =
        Meter.CreateHistogram<double>("smarketinghub.commit.duration", Seconds, "How long commits took, till they were on the disk.");

    internal static readonly Histogram<double> Backup =
        Meter.CreateHistogram<double>("smarketinghub.backup.duration", Seconds, "How long backups took, by outcome.");

    internal static readonly Counter<long> Imports =
        Meter.CreateCounter<long>("smarketinghub.imports", "{import}", "Imports that ended in the background, by outcome.");

    private static readonly Counter<long> Due =
        Meter.CreateCounter<long>("smarketinghub.due.fired", "{point}", "Due points of clocks that fired, by what they are.");

    private static readonly Histogram<double> Lag =
        Meter.CreateHistogram<double>("smarketinghub.due.lag", Seconds, "How long after their moment due points fired.");

    /// <summary>Due points that fired on a lead.</summary>
    internal static void Fired(IReadOnlyList<Happened> events, Instant now)
    {
        if (!Due.Enabled && !Lag.Enabled)
            return;
        foreach (var (happened, at) in events)
        {
            var point = happened switch { ClockWarned => "warn", ClockBreached => "breach", LadderStepped => "ladder", _ => null };
            if (point is null)
                continue;
            Due.Add(1, new KeyValuePair<string, object?>(Point, point));
            Lag.Record(Math.Max(0, (now - at).TotalSeconds));
        }
    }
}
