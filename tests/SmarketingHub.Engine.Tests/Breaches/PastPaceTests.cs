using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Breaches;

namespace SmarketingHub.Engine.Tests.Breaches;

public sealed class PastPaceTests
{
    private const long Jana = 1, Piet = 2;

    private static readonly PromiseClass Kind = new(Promise.Accept, 1, "accept", Party.Sales, IsNextRound: false);

    private static PastPromise Took(long? person, long time, bool over = true) => new(Kind, person, time, over);

    private static BreachChance? Of(PastPace pace, long? person, long elapsed, long target) =>
        pace.Chance(Kind, person, elapsed, target);

    [Fact]
    public void The_chance_is_the_share_of_those_still_open_that_went_past_the_target()
    {
        // 20 of the queue: ten done at 1 … 10, ten at 101 … 110.
        var pace = PastPace.Of([.. Enumerable.Range(1, 10).SelectMany(i => new[] { Took(null, i), Took(null, 100 + i) })]);

        var start = Of(pace, null, 0, 100)!.Value;
        start.Value.ShouldBe(0.5, 1e-12);
        (start.Own, start.OfParty).ShouldBe((0, 20));
        // Five are over: of the 15 that were still open ten went past.
        var later = Of(pace, null, 5, 100)!.Value;
        later.Value.ShouldBe(10 / 15.0, 1e-12);
        later.OfParty.ShouldBe(15);
        Of(pace, null, 50, 100)!.Value.Value.ShouldBe(1);
        // Of nine that lasted so long nothing is said, nor of another commitment, round or party.
        Of(pace, null, 101, 200).ShouldBeNull();
        foreach (var other in new[]
        {
            Kind with { Promise = Promise.Touch }, Kind with { Agreement = 2 }, Kind with { Commitment = "accept-a" },
            Kind with { OwedBy = Party.Marketing }, Kind with { IsNextRound = true },
        })
            pace.Chance(other, null, 0, 100).ShouldBeNull();
    }

    [Fact]
    public void What_is_censored_counts_as_long_as_it_was_seen()
    {
        // Ten seen undone until 50, then ten of which five are done by 100: those alone say what comes after.
        var pace = PastPace.Of(
            [.. Enumerable.Range(0, 10).Select(_ => Took(null, 50, over: false)),
                .. Enumerable.Range(1, 10).Select(i => Took(null, 90 + 2 * i))]);
        var known = Of(pace, null, 0, 100)!.Value;
        known.Value.ShouldBe(0.5, 1e-12);
        known.OfParty.ShouldBe(10);
        // All that is known is that they run: of what comes nothing is said.
        Of(PastPace.Of([.. Enumerable.Range(1, 30).Select(i => Took(null, i, over: false))]), null, 0, 100).ShouldBeNull();
        // Seen undone at the target they are late, done or not.
        Of(PastPace.Of([.. Enumerable.Range(100, 10).Select(i => Took(null, i, over: false))]), null, 0, 100)!.Value.Value.ShouldBe(1);
    }

    [Fact]
    public void A_persons_own_past_weighs_more_the_more_there_is_of_it()
    {
        // The party without Jana is always in time; she never is.
        List<PastPromise> others = [.. Enumerable.Range(1, 90).Select(i => Took(Piet, i))];
        BreachChance With(int own) => Of(
            PastPace.Of([.. others, .. Enumerable.Range(1, own).Select(i => Took(Jana, 200 + i))]), Jana, 0, 100)!.Value;

        foreach (var own in new[] { 1, 10, 30 })
        {
            var (weight, party) = (own / (own + 10.0), own / (90.0 + own));
            With(own).Value.ShouldBe(weight + (1 - weight) * party, 1e-12);
            With(own).Own.ShouldBe(own);
        }
    }

    [Fact]
    public void Calibrated_on_its_own_kind_each_range_holds_what_it_says()
    {
        // A coin of another weight for each person: done in time by chance p, at a random time; else late.
        var random = new Random(7);
        var people = Enumerable.Range(0, 20).Select(i => (Id: (long)i, Late: (i + 0.5) / 20)).ToList();
        (PastPromise Past, bool Breached) Draw((long Id, double Late) person)
        {
            // Nothing is done in the first half, so that half of the time says nothing yet.
            var late = random.NextDouble() < person.Late;
            return (Took(person.Id, late ? 1_001 + random.Next(500) : 501 + random.Next(499)), late);
        }
        List<PastPromise> past = [.. people.SelectMany(p => Enumerable.Range(0, 300).Select(_ => Draw(p).Past))];
        var tried = people.SelectMany(p => Enumerable.Range(0, 100).Select(_ => Draw(p)))
            .Select(d => new TriedPromise(Kind, d.Past.Person, 1_000, d.Breached)).ToList();

        var calibration = Calibration.Of(PastPace.Of(past),
            [.. tried, new(Kind, 3, 1_000, null), new(Kind with { Commitment = "none" }, 3, 1_000, true)]);

        (calibration.Tried, calibration.Undecided, calibration.Unsaid).ShouldBe((2_000, 1, 1));
        calibration.Ranges.Count.ShouldBe(5);
        foreach (var range in calibration.Ranges)
        {
            range.Promises.ShouldBeGreaterThan(200);
            range.Called!.Value.ShouldBeInRange(range.From, range.To);
            // Wilson's 95%, and a little for the weighing towards the party.
            range.Called.Value.ShouldBeInRange(range.Share!.Value.Low - 0.03, range.Share.Value.High + 0.03);
        }
        Calibration.Of(PastPace.Of([]), []).Ranges
            .ShouldAllBe(r => r.Promises == 0 && r.Share == null && r.Called == null && r.Holds == null);
    }

    [Fact]
    public void A_range_holds_where_its_own_interval_has_what_it_was_called()
    {
        // All that was open at half went past the target.
        var pace = PastPace.Of([.. Enumerable.Range(0, 20).Select(i => Took(null, 200 + i))]);
        CalledRange Last(int breached, int met) => Calibration.Of(pace,
            [
                .. Enumerable.Range(0, breached + met).Select(i => new TriedPromise(Kind, null, 100, i < breached)),
            ]).Ranges[^1];

        Last(9, 0).Holds.ShouldBe(true);
        // Six of nine: Wilson's interval is 35 to 88%, and it was called 100%.
        Last(6, 3).Holds.ShouldBe(false);
        Last(0, 0).Holds.ShouldBeNull();
    }
}
