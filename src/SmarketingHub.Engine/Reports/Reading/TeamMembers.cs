using System.Linq.Expressions;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Who is of a team, or of none.</summary>
/// <param name="People">Of the team; or those who are of any.</param>
/// <param name="IsNone">Asked are the others; nobody is among them: what is in a queue.</param>
public sealed record TeamMembers(IReadOnlySet<long> People, bool IsNone)
{
    public bool Has(long? person) => (person is { } id && People.Contains(id)) != IsNone;

    /// <summary>The same for a database.</summary>
    internal Expression<Func<long?, bool>> Has()
    {
        List<long?> people = [.. People];
        return IsNone ? person => !people.Contains(person) : person => people.Contains(person);
    }
}
