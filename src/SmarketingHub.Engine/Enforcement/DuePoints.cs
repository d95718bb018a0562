using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>Fires due points in their order, across leads.</summary>
internal static class DuePoints
{
    // Enough to share a transaction's cost; few enough, and not for longer, so that a waiting command is not kept long.
    internal const int Batch = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(25);

    // Somebody on another process may wait whom the door does not know of.
    private static readonly TimeSpan LongestAlone = TimeSpan.FromMilliseconds(150);

    /// <summary>After which a batch ends though it is not full.</summary>
    internal static TimeSpan LongestFor(Write write) => write.IsAwaited() ? Longest : LongestAlone;

    /// <summary>The leads with something due at some time, the first on top.</summary>
    internal static IQueryable<Lead> Due(this HubContext rows, IReadOnlySet<long> except)
    {
        var due = rows.Leads.AsNoTracking().Where(l => l.NextDueAt != null);
        // As one parameter: some fault may fail every lead, and a database takes only so many.
        long[] failing = [.. except];
        return (failing.Length == 0 ? due : due.Where(l => !EF.Parameter(failing).Contains(l.Id))).OrderBy(l => l.NextDueAt)
            .ThenBy(l => l.Id);
    }

    /// <summary>Fires some of what is due up to an instant; false: nothing is left.</summary>
    /// <exception cref="DueFailed">One lead could not fire; nothing of this batch was.</exception>
    internal static bool FireDue(this Write write, Instant until, IReadOnlySet<long> except, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var due = write.Rows.Due(except).Where(l => l.NextDueAt <= until).Take(Batch).Select(l => new { l.Id, At = l.NextDueAt!.Value })
            .ToList();
        // Behind the last of a full batch there may be others, so nothing after it may fire yet.
        var horizon = due.Count == Batch ? due[^1].At : until;
        var queue = new PriorityQueue<long, (Instant, long)>(due.Select(d => (d.Id, (d.At, d.Id))));
        while (queue.TryDequeue(out var lead, out _))
        {
            var next = Fire(write, lead, queue.TryPeek(out _, out var following) ? following.Item1 : horizon);
            if (next <= horizon)
                queue.Enqueue(lead, (next.Value, lead));
            // Looked at behind the first: however slow the machine, each batch gets on.
            if (time.GetElapsedTime(began) >= LongestFor(write))
                break;
        }
        return due.Count > 0;
    }

    /// <summary>Fires all that one lead has missed, also of what the company told its leads meanwhile.</summary>
    internal static void FireDue(this Write write, long lead) => Fire(write, lead, write.Now, turn => turn.HandOn());

    private static Instant? Fire(Write write, long lead, Instant until, Action<Turn>? then = null)
    {
        try
        {
            var turn = write.Lead(lead);
            turn.FireDue(until);
            Measures.Fired(turn.Events, write.Now);
            then?.Invoke(turn);
            write.Decide();
            return turn.Lead.NextDueAt;
        }
        // What is wrong with the file is wrong for all of them.
        catch (Exception error) when (FileFault.Of(error) is null)
        {
            throw new DueFailed(lead, error);
        }
    }
}

/// <summary>What is due on a lead, or in the company, cannot be carried out: a fault of ours, not of the caller's.</summary>
internal sealed class DueFailed(string key, long? lead, Exception inner) : Exception($"{key}: {inner.Message}", inner)
{
    internal DueFailed(long lead, Exception inner) : this(KeyOf(lead), lead, inner)
    {
    }

    internal string Key { get; } = key;

    internal long? Lead { get; } = lead;

    internal static string KeyOf(long lead) => $"lead:{lead}";
}
