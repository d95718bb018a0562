using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What leads and agreements were seen to be: offered where a condition is typed.</summary>
public sealed record KnownValues(
    IReadOnlyList<string> Sources, IReadOnlyList<string> Countries, IReadOnlyList<string> Products, IReadOnlyList<string> Segments, IReadOnlyList<string> BusinessUnits)
{
    private static readonly string[] Usual = ["demo-request", "pricing-request", "contact-request", "webinar", "ebook", "newsletter", "event"];

    public static KnownValues Of(Company company, IEnumerable<Card> cards)
    {
        var (sources, countries) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var card in cards)
        {
            Add(sources, card.Source);
            Add(countries, card.Country);
        }
        List<Condition> conditions =
        [
            .. from agreement in company.Agreements
               from version in agreement.Versions
               from condition in (IEnumerable<Condition>)[version.Scope, .. version.Commitments.Select(c => c.Condition), .. version.PeriodCommitments.Select(c => c.Condition), .. version.CaptureRules.Select(r => r.Condition)]
               select condition,
        ];
        return new(
            Ordered(sources.Concat(conditions.SelectMany(c => c.Sources)).Concat(Usual)),
            Ordered(countries),
            Ordered(conditions.SelectMany(c => c.Products)),
            Ordered(conditions.SelectMany(c => c.Segments)),
            Ordered(conditions.SelectMany(c => c.BusinessUnits)));
    }

    private static List<string> Ordered(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static void Add(HashSet<string> to, string? value)
    {
        if (value is not null)
            to.Add(value);
    }
}
