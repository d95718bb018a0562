using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>What a lead makes of the balances of a rule, for a command and for whoever folds the ledger.</summary>
internal static class RuleTurns
{
    /// <param name="standings">As they were.</param>
    /// <param name="balances">As they are; who is not named stays.</param>
    /// <param name="letOutTo">Who got a lead that had waited; null: nobody.</param>
    internal static IReadOnlyList<TurnStanding> Over(
        IReadOnlyList<TurnStanding> standings, IEnumerable<KeyValuePair<long, decimal>> balances, long? letOutTo, Instant at)
    {
        var all = standings.ToDictionary(s => s.Person);
        foreach (var (person, balance) in balances)
            all[person] = all.GetValueOrDefault(person, new(person, 0)) with { Balance = balance };
        if (letOutTo is { } got)
            all[got] = all.GetValueOrDefault(got, new(got, 0)) with { LetOutAt = at };
        return [.. all.Values.OrderBy(s => s.Person)];
    }
}
