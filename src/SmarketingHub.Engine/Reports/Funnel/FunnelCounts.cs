using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Reports.Funnel;

/// <summary>How far leads came: each is counted once, by the furthest step that it came to and by whether it is still open.</summary>
public sealed class FunnelCounts
{
    /// <summary>The steps of the way. One that was left out on it counts as passed; nurturing is none.</summary>
    public static readonly IReadOnlyList<Stage> Steps =
        [Stage.Captured, Stage.Ready, Stage.Accepted, Stage.Working, Stage.Meeting, Stage.Qualified, Stage.Opportunity, Stage.Won];

    private readonly long[] open = new long[Steps.Count], ended = new long[Steps.Count];

    public long Leads => open.Sum() + ended.Sum();

    /// <summary>Of them, those that count as no new ones: of customers, or of companies with an open opportunity.</summary>
    public long NotNew { get; private set; }

    /// <summary>Of them, those that an import told of as they stood then: they may have been further before.</summary>
    public long Placed { get; private set; }

    /// <summary>Still open: they may go on.</summary>
    public long Open => open.Sum();
    public long Won { get; private set; }
    public long Lost { get; private set; }
    public long Disqualified { get; private set; }

    /// <summary>Every lead came so far at least; of all steps the first one has all of them.</summary>
    public long Reached(Stage step) => Rest(open, step) + Rest(ended, step);

    /// <summary>Came so far, no further, and are open.</summary>
    public long OpenAt(Stage step) => open[IndexOf(step)];

    /// <summary>Came so far, no further, and are over; of the last step those that were won.</summary>
    public long EndedAt(Stage step) => ended[IndexOf(step)];

    /// <summary>Of all, 0 to 1; null: there are none.</summary>
    public double? ShareOf(Stage step) => Leads == 0 ? null : (double)Reached(step) / Leads;

    /// <summary>Of those that came to the step before; null: there are none, or it is the first.</summary>
    public double? ShareOfBefore(Stage step) =>
        IndexOf(step) is > 0 and var at && Reached(Steps[at - 1]) is > 0 and var before ? (double)Reached(step) / before : null;

    internal void Add(Stage furthest, Stage now, bool isNew, bool placed, long count)
    {
        Placed += placed ? count : 0;
        NotNew += isNew ? 0 : count;
        (now.IsClosed() ? ended : open)[IndexOf(furthest)] += count;
        Won += now == Stage.Won ? count : 0;
        Lost += now == Stage.Lost ? count : 0;
        Disqualified += now == Stage.Disqualified ? count : 0;
    }

    /// <summary>The step that a lead with this furthest stage came to.</summary>
    internal static Stage StepOf(Stage furthest) => Steps[IndexOf(furthest)];

    private static long Rest(long[] counts, Stage step) => counts.AsSpan(IndexOf(step)).ToArray().Sum();

    private static int IndexOf(Stage stage)
    {
        for (var at = Steps.Count - 1; at > 0; at--)
            if (stage >= Steps[at] && stage is not (Stage.Lost or Stage.Disqualified))
                return at;
        return 0;
    }
}
