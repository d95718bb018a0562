using System.Runtime.CompilerServices;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Telemetry;

namespace SmarketingHub.Engine.Commands;

/// <summary>How a command comes to wait, or is turned away.</summary>
public sealed partial class Door
{
    /// <summary>Carries out a command that is about no lead, or makes one.</summary>
    /// <param name="kind">What it is called where commands are counted; without: the method that asks for it.</param>
    /// <exception cref="Busy">More waits than can be carried out in time; nothing was changed.</exception>
    public Task<T> Do<T>(Actor actor, Func<Write, T> change, [CallerMemberName] string kind = "") =>
        Enqueue(actor, [], change, paced: false, kind);

    /// <summary>
    /// Carries out a command on leads. Due points that they passed before it fire first, and stay fired if it is refused.
    /// </summary>
    /// <exception cref="Busy">More waits than can be carried out in time; nothing was changed.</exception>
    public Task<T> Do<T>(Actor actor, IReadOnlyList<long> leads, Func<Write, T> change, [CallerMemberName] string kind = "") =>
        Enqueue(actor, leads, change, paced: false, kind);

    /// <summary>
    /// Carries out a command however long the queue: for what paces itself by waiting for each answer, such as timers and imports.
    /// </summary>
    public Task<T> DoPaced<T>(Actor actor, Func<Write, T> change, [CallerMemberName] string kind = "") =>
        Enqueue(actor, [], change, paced: true, kind);

    /// <summary>Such a command on leads: due points that they passed before it fire first.</summary>
    public Task<T> DoPaced<T>(Actor actor, IReadOnlyList<long> leads, Func<Write, T> change, [CallerMemberName] string kind = "") =>
        Enqueue(actor, leads, change, paced: true, kind);

    private async Task<T> Enqueue<T>(Actor actor, IReadOnlyList<long> leads, Func<Write, T> change, bool paced, string kind)
    {
        using var activity = Measures.Source.StartActivity(kind);
        var command = new Waiting<T>(actor, leads, change)
        {
            Since = time.GetTimestamp(),
            Paced = paced,
            Kind = kind,
        };
        if (!paced && IsFull() || !waiting.Writer.TryWrite(command))
        {
            TurnAway(command);
            throw new Busy();
        }
        if (Interlocked.Increment(ref underWay) == 1)
            idle.Reset();
        try
        {
            return await command.Done.Task;
        }
        finally
        {
            activity?.SetTag(Measures.Outcome, command.Became.ToString());
            if (Interlocked.Decrement(ref underWay) == 0)
                idle.Set();
        }
    }

    private bool IsFull() => waiting.Reader.Count >= MostWaiting || waiting.Reader.TryPeek(out var oldest) && IsTooLate(oldest);

    // What fits into one transaction is not worth a refusal: it is written with the next one, however slow a cold start or a disk.
    private bool IsTooLate(Waiting command) =>
        !command.Paced && time.GetElapsedTime(command.Since) > LongestWait && waiting.Reader.Count >= MostInGroup;

    private void TurnAway(Waiting command)
    {
        Figures.TurnAway();
        command.Tell(Outcome.Busy, time.GetElapsedTime(command.Since));
    }
}
