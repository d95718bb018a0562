using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Leads;

namespace SmarketingHub.Engine.Samples;

/// <summary>
/// Walks from the past to the present: everything is a command through the door at its time, and what fell due on the way fires.
/// </summary>
internal sealed class SampleWalk(Door door, Enforcer enforcer, SampleClock clock, Func<Company> company, Random random)
{
    private sealed record Act(Func<Task<Lead?>> Run, bool Exact);

    // What lies this close together shares a transaction.
    private static readonly Duration Stride = Duration.FromMinutes(120);

    private readonly SampleMoves moves = new(random);
    private readonly SamplePace pace = new(random);
    private readonly PriorityQueue<Act, (Instant, int)> coming = new();
    private int planned;

    /// <summary>Plans a command. What follows for the lead that it answers comes by itself.</summary>
    /// <param name="exact">At that very instant, not a little earlier with others.</param>
    internal void Plan(Instant at, Func<Task<Lead?>> run, bool exact = false) => coming.Enqueue(new(run, exact), (at, planned++));

    internal async Task To(Instant end)
    {
        while (coming.TryPeek(out _, out var first) && first.Item1 < end)
        {
            clock.Now = Instant.Max(clock.Now, first.Item1);
            await enforcer.FireAll();
            var together = new List<Task<Lead?>>();
            var until = Instant.Min(end, first.Item1 + Stride);
            do
                together.Add(coming.Dequeue().Run());
            while (coming.TryPeek(out var act, out var at) && at.Item1 < until && !act.Exact);
            foreach (var lead in await Task.WhenAll(together))
                if (lead is not null && pace.Next(lead, clock.Now) is { } next)
                    Plan(next, () => Move(lead));
        }
        clock.Now = end;
        await enforcer.FireAll();
    }

    private async Task<Lead?> Move(Lead known)
    {
        if (moves.Next(known, company(), clock.Now) is not { } move)
            return await door.Read(known.Id);
        try
        {
            return await door.Do(move.Actor, [known.Id], write =>
            {
                write.Fire(known.Id, move.Trigger, move.Args);
                return write.Lead(known.Id).Lead;
            });
        }
        catch (Refusal)
        {
            // A ladder was faster: somebody else has it now.
            return await door.Read(known.Id);
        }
    }
}

internal static class SampleReading
{
    internal static async Task<Lead?> Read(this Door door, long lead) =>
        await door.Do(Actor.System, write => LeadReader.Load(write.Rows, lead));
}
