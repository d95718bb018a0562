using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>What leads and agreements were seen to be: offered where a condition is typed.</summary>
public sealed class KnownValues(IReadOnlyDictionary<Criterion, IReadOnlyList<string>> values)
{
    private static readonly string[] Usual =
    [
        "demo-request", "pricing-request", "contact-request", "webinar", "ebook", "newsletter", "event",
    ];

    /// <summary>In the order of the alphabet.</summary>
    public IReadOnlyList<string> Of(Criterion criterion) => values.GetValueOrDefault(criterion, []);

    public static KnownValues Of(Company company, IEnumerable<Card> cards)
    {
        var (sources, countries) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase),
            new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var card in cards)
        {
            Add(sources, card.Source);
            Add(countries, card.Country);
        }
        List<Condition> conditions =
        [
            .. from agreement in company.Agreements
               from version in agreement.Versions
               from condition in (IEnumerable<Condition>)[version.Scope, .. version.Commitments.Select(c => c.Condition),
                   .. version.PeriodCommitments.Select(c => c.Condition), .. version.CaptureRules.Select(r => r.Condition)]
               select condition,
        ];
        var values = Condition.Criteria.ToDictionary(criterion => criterion, criterion => Ordered(conditions.SelectMany(criterion.Values)));
        values[Criterion.Sources] = Ordered([.. sources, .. values[Criterion.Sources], .. Usual]);
        values[Criterion.Countries] = Ordered(countries);
        return new(values);
    }

    private static IReadOnlyList<string> Ordered(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static void Add(HashSet<string> to, string? value)
    {
        if (value is not null)
            to.Add(value);
    }
}
