using SmarketingHub.Engine.Reports.Compliance;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Web.Features.Reports.Compliance;

/// <param name="Limits">For as many decided promises.</param>
public sealed record PersonInFunnel(ComplianceItem Item, FunnelLimits Limits)
{
    public FunnelZone Zone => Limits.ZoneOf(Item.Counts.Met);
}

/// <summary>People's shares around that of all of them together.</summary>
/// <param name="People">Those of whom anything was decided, in the order of their names.</param>
/// <param name="Center">The share of all of them; null: there are none.</param>
public sealed record PeopleFunnel(IReadOnlyList<PersonInFunnel> People, double? Center)
{
    private const int Points = 60;

    public static PeopleFunnel Of(ComplianceReport byPerson)
    {
        var items = byPerson.Items.Where(item => item.Key.Length > 0 && item.Counts.Decided > 0).ToList();
        var center = items.Aggregate(new PromiseCounts(), (sum, item) => sum + item.Counts).Share?.Share;
        return new(items.ConvertAll(item => new PersonInFunnel(item, FunnelLimits.Of(center!.Value, item.Counts.Decided))), center);
    }

    /// <summary>The limits' lines, from one promise to as many as anybody has.</summary>
    public IReadOnlyList<FunnelLimits> Lines
    {
        get
        {
            if (Center is not { } center)
                return [];
            var most = People.Max(p => p.Item.Counts.Decided);
            // Denser where they are steep.
            return [.. Enumerable.Range(0, Points + 1).Select(at => Math.Max(1, (int)Math.Round(most * 1.04 * at * at / (Points * Points))))
                .Distinct().Select(trials => FunnelLimits.Of(center, trials))];
        }
    }
}

/// <summary>A difference and its parts in tenths of percentage points: as shown they add up, too.</summary>
public sealed record ChangeTenths(int Difference, IReadOnlyList<int> Parts)
{
    public static ChangeTenths Of(WhyChanged why)
    {
        var whole = (int)Math.Round(1000 * why.Difference);
        var exact = why.Parts.Select(part => 1000 * part.Part).ToList();
        var parts = exact.Select(part => (int)Math.Round(part)).ToArray();
        // What rounding left over goes where it does least: to the parts that were rounded farthest the other way.
        for (var left = whole - parts.Sum(); left != 0; left -= Math.Sign(left))
        {
            var at = Enumerable.Range(0, parts.Length).MaxBy(i => Math.Sign(left) * (exact[i] - parts[i]));
            parts[at] += Math.Sign(left);
        }
        return new(whole, parts);
    }
}
