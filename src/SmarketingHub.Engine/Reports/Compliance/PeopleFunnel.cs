using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <param name="Limits">For as many decided promises.</param>
public sealed record PersonInFunnel(ComplianceItem Item, FunnelLimits Limits)
{
    public FunnelZone Zone => Limits.ZoneOf(Item.Counts.Met);
}

/// <summary>People's shares around that of all of them together.</summary>
/// <param name="People">Those asked for of whom anything was decided, in the order of their names.</param>
/// <param name="Center">
/// The share of all people, whichever person or team is asked for: against themselves alone nobody would stand out. Null: there are none.
/// </param>
public sealed record PeopleFunnel(IReadOnlyList<PersonInFunnel> People, double? Center)
{
    private const int Points = 60;

    public static PeopleFunnel Read(ReportMoment moment, ReportRequest request)
    {
        var all = Decided(moment, request with { Person = null, Team = null });
        var center = all.Aggregate(new PromiseCounts(), (sum, item) => sum + item.Counts).Share?.Share;
        var asked = request is { Person: null, Team: null } ? all : Decided(moment, request);
        return new([.. asked.Select(item => new PersonInFunnel(item, FunnelLimits.Of(center!.Value, item.Counts.Decided)))], center);
    }

    /// <summary>The limits' lines, from one promise to as many as anybody shown has.</summary>
    public IReadOnlyList<FunnelLimits> Lines
    {
        get
        {
            if (Center is not { } center || People.Count == 0)
                return [];
            var most = People.Max(p => p.Item.Counts.Decided);
            // Denser where they are steep.
            return [.. Enumerable.Range(0, Points + 1).Select(at => Math.Max(1, (int)Math.Round(most * 1.04 * at * at / (Points * Points))))
                .Distinct().Select(trials => FunnelLimits.Of(center, trials))];
        }
    }

    private static List<ComplianceItem> Decided(ReportMoment moment, ReportRequest request) =>
        [.. ComplianceReport.Read(moment, request, ComplianceBy.Person).Items.Where(i => i.Key.Length > 0 && i.Counts.Decided > 0)];
}
