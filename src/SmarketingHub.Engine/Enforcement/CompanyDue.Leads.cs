using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Enforcement;

/// <summary>
/// What falls due in the company and touches many leads: they are told in batches, and it has fired when the last of them has been told.
/// </summary>
internal sealed partial class CompanyDue
{
    // Nobody waits for them to the second, and a batch ends with its time when somebody else waits.
    private const int Batch = 250;

    // By the leads in their order and not by the clocks: a batch would look at all that run.
    private static IQueryable<long> CountedBy(Write write, AgreementStep step, long after) => write.Rows.Leads
        .Where(l => l.Id > after && l.Clocks.Any(c => c.Agreement == step.Agreement && c.StartedAt <= step.At
            && (c.State == ClockState.Running || c.State == ClockState.Paused || c.State == ClockState.Breached && c.StoppedAt == null)))
        .OrderBy(l => l.Id).Select(l => l.Id);

    // Owed until it is done: a process that ends amid begins again, and finds those that are left.
    private static IEnumerable<Point> Leaving(Person person)
    {
        // Files from before they were counted have keys without a number.
        static string Number(int times) => times == 0 ? "" : $"#{times}";
        if (person is { Active: true, AwayFrom: { } from })
        {
            var key = $"absence:{person.Id}@{from.ToUnixTimeMilliseconds()}:{person.StandIn}{Number(person.Absences)}";
            yield return new(
                from, key, write => write.Fired(key, "absenceBegan", new { person = person.Id }, from),
                (write, after) => write.Rows.LeadsWith(person.Id, person.IsAway(write.Now) ? after : long.MaxValue),
                turn => turn.HandOn(from));
        }
        // Who was deactivated before anything was handed on has no such instant.
        if (!person.Active || person.LeftAt is not null)
        {
            var key = $"left:{person.Id}{Number(person.Departures)}";
            yield return new(
                person.LeftAt ?? NodaConstants.UnixEpoch, key,
                write => write.Fired(key, "personLeft", new { person = person.Id }, person.LeftAt ?? write.Now),
                (write, after) => write.Rows.LeadsWith(person.Id, after), turn => turn.HandOn(person.LeftAt));
        }
    }

    private void Fire(Write write, Point point)
    {
        try
        {
            if (point.Leads is null || AreTold(write, point))
            {
                point.Done(write);
                write.Decide();
            }
        }
        catch (Exception error) when (error is not DueFailed && FileFault.Of(error) is null)
        {
            throw new DueFailed(point.Key, null, error);
        }
    }

    /// <summary>Tells some of them, each by its own turn; false: there are more, or some that fail.</summary>
    private bool AreTold(Write write, Point point)
    {
        var (began, failing) = (time.GetTimestamp(), troubles.Leads);
        var (last, skipped) = reached.Key == point.Key ? (reached.Lead, reached.Skipped) : (0, false);
        var leads = point.Leads!(write, last).Take(Batch).ToList();
        var told = 0;
        foreach (var lead in leads)
        {
            if (failing.Contains(lead))
                skipped = true;
            else
                Tell(write, point, lead);
            (last, told) = (lead, told + 1);
            // Looked at behind the first: however slow the machine, each batch gets on.
            if (time.GetElapsedTime(began) >= DuePoints.LongestFor(write))
                break;
        }
        var isEnd = told == leads.Count && leads.Count < Batch;
        lock (gate)
        {
            reached = !isEnd ? new(point.Key, last, skipped, reached.Waiting)
                : Progress.None with { Waiting = skipped ? reached.Waiting.Add(point.Key) : reached.Waiting };
        }
        return isEnd && !skipped;
    }

    private static void Tell(Write write, Point point, long lead)
    {
        try
        {
            point.Tell!(write.Lead(lead));
            write.Decide();
        }
        catch (Exception error) when (FileFault.Of(error) is null)
        {
            throw new DueFailed(lead, error);
        }
    }
}
