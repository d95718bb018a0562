using CsCheck;
using SmarketingHub.Domain.Routing;

namespace SmarketingHub.Domain.Tests.Routing;

/// <summary>What must hold of turns whatever the weights, whoever is away, and whoever comes or goes.</summary>
public class FairTurnTests
{
    private const int Samples = 100;

    private static readonly Gen<Weight> Weights = Gen.Int[1, 400].Select(hundredths => new Weight(hundredths / 100m));

    // Twelve people; in each piece of the past some are there, with weights of that time: newcomers, absences and part-time are such
    // pieces.
    private static readonly Gen<(long Person, Weight Weight)[][]> Pasts =
        Gen.Select(Weights.Array[12], Gen.Bool.Array[12], Gen.Int[1, 20]).Select((weights, there, leads) =>
        {
            var all = weights.Select((weight, i) => (Person: (long)i + 1, Weight: weight)).Where((_, i) => there[i] || i == 0).ToArray();
            return Enumerable.Repeat(all, leads);
        }).Array[1, 12].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    [Fact]
    public void Whatever_happens_all_balances_together_are_zero_and_each_is_the_fair_share_less_what_came() => Pasts.Sample(past =>
    {
        var (turn, shares, got) = (FairTurn.Fresh, new Dictionary<long, decimal>(), new Dictionary<long, int>());
        foreach (var there in past)
        {
            var all = there.Sum(p => p.Weight.Value);
            foreach (var (person, weight) in there)
                shares[person] = shares.GetValueOrDefault(person) + weight.Value / all;
            var (receiver, after) = turn.Next(there);
            there.Any(p => p.Person == receiver).ShouldBeTrue("only who is there gets a lead");
            foreach (var person in turn.Balances.Keys.Except(there.Select(p => p.Person)))
                after.Of(person).ShouldBe(turn.Of(person), "who is not there earns nothing and owes nothing");
            got[receiver] = got.GetValueOrDefault(receiver) + 1;
            turn = after;
        }
        turn.Balances.Values.Sum().ShouldBe(0);
        foreach (var (person, share) in shares)
            Math.Abs(turn.Of(person) - (share - got.GetValueOrDefault(person))).ShouldBeLessThan(past.Length * 12 * 0.000000000001m);
    }, iter: Samples);

    [Fact]
    public void The_largest_balance_is_next_and_of_equal_ones_the_lower_number_in_whatever_order_they_are_named() =>
        Gen.Select(Pasts, Gen.Int[1, int.MaxValue]).Sample((past, seed) =>
        {
            var turn = FairTurn.Fresh;
            var random = new Random(seed);
            foreach (var there in past.Take(100))
            {
                var (receiver, after) = turn.Next(there);
                var shuffled = there.ToArray();
                random.Shuffle(shuffled);
                turn.Next(shuffled).Receiver.ShouldBe(receiver);
                // As it was before it paid.
                var had = after.Of(receiver) + 1;
                foreach (var (person, _) in there.Where(p => p.Person != receiver))
                    (after.Of(person) < had || after.Of(person) <= had && receiver < person
                        || Math.Abs(after.Of(person) - had) < 0.00000000002m).ShouldBeTrue($"{person} was owed more than {receiver}");
                turn = after;
            }
        }, iter: Samples);

    [Fact]
    public void With_everybody_there_nobody_is_ever_a_lead_ahead_nor_further_behind_than_the_harmonic_number_of_them() =>
        Gen.Select(Weights.Array[2, 25], Gen.Int[1, 500]).Sample((weights, leads) =>
        {
            var all = weights.Select((weight, i) => ((long)i, weight)).ToArray();
            var most = Enumerable.Range(2, weights.Length - 1).Sum(i => 1m / i);
            var turn = FairTurn.Fresh;
            for (var i = 0; i < leads; i++)
            {
                turn = turn.Next(all).After;
                turn.Balances.Values.Min().ShouldBeGreaterThan(-1);
                turn.Balances.Values.Max().ShouldBeLessThanOrEqualTo(most + 0.000001m);
            }
        }, iter: 40);

    [Fact]
    public void A_lead_that_is_given_back_leaves_the_balances_as_if_it_had_never_come() => Gen.Select(Pasts, Gen.Int[0, 50])
        .Sample((past, which) =>
        {
            var (turn, moves) = (FairTurn.Fresh, new List<Move>());
            for (var i = 0; i < past.Length; i++)
            {
                var after = turn.Next(past[i]).After;
                if (i == which)
                    moves = [.. past[i].Select(p => new Move(p.Person, turn.Of(p.Person), after.Of(p.Person)))];
                turn = after;
            }
            var back = turn.Without(moves);
            back.Balances.Values.Sum().ShouldBe(0);
            foreach (var person in turn.Balances.Keys)
                back.Of(person).ShouldBe(turn.Of(person) - (moves.Find(m => m.Person == person)?.By ?? 0));
        }, iter: Samples);

    [Fact]
    public void Balances_that_are_not_zero_together_or_too_fine_are_refused()
    {
        Should.Throw<ArgumentException>(() => FairTurn.Of([new(1, 0.5m), new(2, -0.4m)]));
        Should.Throw<ArgumentException>(() => FairTurn.Of([new(1, 0.0000000000005m), new(2, -0.0000000000005m)]));
        Should.Throw<ArgumentException>(() => FairTurn.Fresh.Next([]));
        Should.Throw<ArgumentException>(() => FairTurn.Fresh.Without([new(1, 0, 0.5m)]));
        FairTurn.Of([new(1, 0.5m), new(2, -0.5m)]).Of(2).ShouldBe(-0.5m);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(0.005), InlineData(100.01), InlineData(1.001)]
    public void A_weight_that_is_none_is_refused(decimal value) =>
        Should.Throw<InvalidArgument>(() => new Weight(value)).Field.ShouldBe("weight");
}
