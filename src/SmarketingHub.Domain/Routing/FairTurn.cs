using System.Collections.Immutable;

namespace SmarketingHub.Domain.Routing;

/// <summary>
/// Whose turn it is, by what everybody is owed. Each lead credits all who could have it with their share of the weights; whoever gets it
/// pays one lead; the largest balance is next. So a balance is a fair share less what came of it, in leads.
/// </summary>
/// <remarks>
/// Shares are cut to <see cref="Places"/> decimal places. The receiver pays just what the others are credited, so that all balances
/// together are zero whatever is cut off; what is cut off of one lead among 100 people is less than a ten-thousand-millionth of it.
/// With everybody there nobody is ever a whole lead ahead: of balances that come to one lead together, the largest is above zero. Absences
/// freeze a balance: who is not there earns nothing and owes nothing.
/// </remarks>
public sealed class FairTurn
{
    /// <summary>Decimal places of a balance.</summary>
    public const int Places = 12;

    public static readonly FairTurn Fresh = new(ImmutableSortedDictionary<long, decimal>.Empty);

    private const decimal Parts = 1_000_000_000_000m;

    private readonly ImmutableSortedDictionary<long, decimal> balances;

    private FairTurn(ImmutableSortedDictionary<long, decimal> balances) => this.balances = balances;

    /// <param name="balances">In leads, by person: what they are owed; negative where they are ahead.</param>
    /// <exception cref="ArgumentException">They are not zero together, or finer than <see cref="Places"/> places.</exception>
    public static FairTurn Of(IEnumerable<KeyValuePair<long, decimal>> balances)
    {
        var turn = new FairTurn(balances.ToImmutableSortedDictionary());
        if (turn.balances.Values.FirstOrDefault(b => b * Parts % 1 != 0) is var fine && fine != 0)
            throw new ArgumentException($"A balance of {fine} leads has more than {Places} decimal places.", nameof(balances));
        if (turn.balances.Values.Sum() is var sum && sum != 0)
            throw new ArgumentException($"Balances are zero together; these are {sum} leads.", nameof(balances));
        return turn;
    }

    /// <summary>Of some of those who were ever in turn: what the others are owed together is one balance, of nobody.</summary>
    public static FairTurn OfSome(IEnumerable<KeyValuePair<long, decimal>> balances)
    {
        var some = balances.ToImmutableSortedDictionary();
        return Of(some.SetItem(0, -some.Where(b => b.Key != 0).Sum(b => b.Value)));
    }

    public IReadOnlyDictionary<long, decimal> Balances => balances;

    /// <summary>Of somebody who was never in turn: zero.</summary>
    public decimal Of(long person) => balances.GetValueOrDefault(person);

    /// <summary>Gives one lead to the one with the largest balance; of equal ones to the lower number, who is here longer.</summary>
    /// <param name="eligible">Those who could have it, at least one, each once.</param>
    public (long Receiver, FairTurn After) Next(IReadOnlyCollection<(long Person, Weight Weight)> eligible)
    {
        if (eligible.Count == 0)
            throw new ArgumentException("Somebody has to be there.", nameof(eligible));
        var all = 0m;
        foreach (var (_, weight) in eligible)
            all += weight.Value;
        var after = balances.ToBuilder();
        (long Person, decimal Balance)? first = null;
        var paid = 0m;
        foreach (var (person, weight) in eligible)
        {
            var share = decimal.Floor(weight.Value * Parts / all) / Parts;
            var balance = after[person] = Of(person) + share;
            paid += share;
            if (first is not { } best || balance > best.Balance || balance == best.Balance && person < best.Person)
                first = (person, balance);
        }
        // What all were credited: one lead but for what was cut off.
        after[first!.Value.Person] -= paid;
        return (first.Value.Person, new(after.ToImmutable()));
    }

    /// <summary>As if the lead of these moves had never come.</summary>
    public FairTurn Without(IEnumerable<Move> moves)
    {
        var after = balances.ToBuilder();
        var sum = 0m;
        foreach (var move in moves)
        {
            after[move.Person] = after.GetValueOrDefault(move.Person) - move.By;
            sum += move.By;
        }
        return sum == 0 ? new(after.ToImmutable())
            : throw new ArgumentException($"The moves of one lead are zero together; these are {sum}.", nameof(moves));
    }
}

/// <summary>A balance and what one lead made of it.</summary>
public sealed record Move(long Person, decimal Before, decimal After)
{
    public decimal By => After - Before;
}
