using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>The reports, in the order of their menu.</summary>
/// <param name="Path">Of the page.</param>
/// <param name="Title">In the menu and as heading: a key of the texts.</param>
/// <param name="Lead">What it answers, in one sentence: a key of the texts.</param>
public sealed record ReportPage(string Path, string Title, string Lead)
{
    public static readonly ReportPage Overview =
        new("reports", "Overview", "Where leads waited, why, who needs help, and whether the agreement is working.");

    public static readonly ReportPage Hours =
        new("reports/hours", "Where the hours went", "Every hour of every lead from receipt to close, and what it was.");

    public static readonly ReportPage Times =
        new("reports/times", "Times", "How long leads wait for each step; open ones count for as long as they have waited.");

    public static readonly ReportPage Compliance =
        new("reports/compliance", "Compliance", "Every promise of the period, kept or not, and why it changed.");

    public static readonly ReportPage Pace =
        new("reports/pace", "Pace", "What both sides promised for a period, and how it builds up.");

    public static readonly ReportPage Funnel =
        new("reports/funnel", "Funnel", "How far the leads received in the period have come so far.");

    public static readonly ReportPage Feedback =
        new("reports/feedback", "Feedback", "Why leads come back, and how that is answered.");

    public static readonly ReportPage Pauses =
        new("reports/pauses", "Pauses", "Who pauses what, for how long, and what it saved.");

    public static readonly ReportPage Load =
        new("reports/load", "Load", "How much each person has, against what the person has room for.");

    public static readonly ReportPage Fairness =
        new("reports/fairness", "Fairness", "What each person got in turn, against the share that the weights gave.");

    public static readonly IReadOnlyList<ReportPage> All =
        [Overview, Hours, Times, Compliance, Pace, Funnel, Feedback, Pauses, Load, Fairness];

    /// <summary>Those that somebody reads: a partner, of its own promises, two of them.</summary>
    public static IReadOnlyList<ReportPage> For(Actor actor) => actor.SeesAll() ? All : [Compliance, Pace];
}
