using SmarketingHub.Engine.Reports.Compliance;

namespace SmarketingHub.Web.Features.Reports.Compliance;

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
