using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Hours;

/// <summary>What one person did, ready to be asked when the person was at work on which lead, and when a younger one was taken.</summary>
internal sealed class PersonWork
{
    /// <summary>How long before an act the person is taken to have worked on its lead.</summary>
    internal static readonly Duration HandlingTime = Duration.FromMinutes(30);

    private const int Block = 64;

    private readonly List<(long From, long To, long? Lead)> worked = [];
    private readonly (Instant At, Instant ReceivedAt)[] takes;
    private readonly Instant[] youngest;

    /// <param name="acts">Of the person, in any order.</param>
    internal PersonWork(IEnumerable<LeadAct> acts)
    {
        List<LeadAct> ordered = [.. acts.OrderBy(act => act.At)];
        var before = Instant.MinValue;
        foreach (var same in ordered.GroupBy(act => act.At))
        {
            var (from, to) = (Spans.Second(Instant.Max(same.Key - HandlingTime, before)), Spans.Second(same.Key));
            if (from < to)
                worked.Add((from, to, same.Select(act => act.LeadId).Distinct().Count() == 1 ? same.First().LeadId : null));
            before = same.Key;
        }
        Worked = new(worked.Select(span => (span.From, span.To)));
        takes = [.. ordered.Where(act => act.Takes).Select(act => (act.At, act.ReceivedAt))];
        youngest = [.. takes.Chunk(Block).Select(block => block.Max(take => take.ReceivedAt))];
    }

    internal static PersonWork None { get; } = new([]);

    /// <summary>The time before each act, back to the act before it.</summary>
    internal Spans Worked { get; }

    /// <summary>Whether a span of <see cref="Worked"/> was about another lead. At one instant on several: about another of each.</summary>
    internal bool IsOnOther(int span, long lead) => worked[span].Lead != lead;

    /// <summary>When a lead that was received later was first taken; null: none was.</summary>
    internal Instant? FirstTakenYounger(Instant receivedAt, Instant from, Instant to)
    {
        var i = Array.BinarySearch(takes, (from, Instant.MinValue));
        for (i = i < 0 ? ~i : i; i < takes.Length && takes[i].At < to;)
            if (i % Block == 0 && youngest[i / Block] <= receivedAt)
                i += Block;
            else if (takes[i].ReceivedAt > receivedAt)
                return takes[i].At;
            else
                i++;
        return null;
    }
}
