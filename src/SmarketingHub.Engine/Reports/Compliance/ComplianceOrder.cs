using SmarketingHub.Domain.Companies;

namespace SmarketingHub.Engine.Reports.Compliance;

/// <summary>In which order items stand: as people look for them, never by how well they did. Those without a key come last.</summary>
internal sealed class ComplianceOrder(Func<ComplianceItem, (int, string)> place) : IComparer<ComplianceItem>
{
    internal static ComplianceOrder Of(ComplianceBy by, Company company) => by switch
    {
        ComplianceBy.Commitment when Positions(company) is var positions =>
            new(item => (positions.GetValueOrDefault((item.Agreement, item.Key), positions.Count), item.Key)),
        ComplianceBy.Party => new(item => (0, company.PartyName(item.Key))),
        ComplianceBy.Person => new(item => (0, company.PersonName(long.TryParse(item.Key, out var id) ? id : null))),
        ComplianceBy.Agreement when company.Agreements.Select(a => (long?)a.Id).ToList() is var order =>
            new(item => (order.IndexOf(item.Agreement) is >= 0 and var at ? at : order.Count, "")),
        _ => new(item => (0, item.Key)),
    };

    public int Compare(ComplianceItem? x, ComplianceItem? y)
    {
        var (a, b) = (x!, y!);
        if ((a.Key.Length == 0) != (b.Key.Length == 0))
            return a.Key.Length == 0 ? 1 : -1;
        var (one, other) = (place(a), place(b));
        return one.Item1 != other.Item1 ? one.Item1.CompareTo(other.Item1)
            : StringComparer.OrdinalIgnoreCase.Compare(one.Item2, other.Item2) is not 0 and var words ? words
            : StringComparer.Ordinal.Compare(a.Key, b.Key);
    }

    // As agreements list them; what the newest version has no more comes behind the others.
    private static Dictionary<(long? Agreement, string Commitment), int> Positions(Company company) =>
        company.Agreements.SelectMany(a => a.Versions.Reverse().SelectMany(v => v.Commitments).DistinctBy(c => c.Id)
            .Select(c => ((long?)a.Id, c.Id))).Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at);
}
