using NodaTime;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Reports.Statistics;

namespace SmarketingHub.Engine.Tests.Breaches;

public sealed class PatternTests
{
    private static readonly string[] Sources = ["webinar", "demo-request", "fair", "ads", "referral"];
    private static readonly string[] Countries = ["DE", "PL", "ES", "FR", ""];

    private static List<PatternPromise> Noise(int seed, int count, double share)
    {
        var random = new Random(seed);
        string Of(string[] values) => values[random.Next(values.Length)];
        return [.. Enumerable.Range(0, count).Select(_ => new PatternPromise(
            random.Next(5) * 24 + 9 + random.Next(8),
            [
                Of(Sources), Of(["A", "B", "C", ""]), Of(Countries), Of(["1", "2", "3", "4", "5", "6"]),
                Of(["1/accept", "1/touch", "2/decide"]),
            ],
            random.NextDouble() < share))];
    }

    private static PatternPromise Missed(int hour, int i) => new(
        hour, [Sources[i % 5], "ABC"[i % 3].ToString(), Countries[i / 5 % 5], $"{i % 6 + 1}", i % 2 == 0 ? "1/accept" : "1/touch"], true);

    [Fact]
    public void Noise_has_almost_no_patterns()
    {
        // 5% of what is said may be false: of 60 histories that have none, so many may say one.
        var told = Enumerable.Range(1, 60).Count(seed => PatternSearch.Find(Noise(seed, 3_000, 0.05 + seed % 5 * 0.05)).Count > 0);
        told.ShouldBeLessThanOrEqualTo(6);
    }

    [Fact]
    public void One_that_was_planted_is_found_and_said_once()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var promises = Noise(seed, 3_000, 0.08);
            var random = new Random(seed);
            // Mondays 09–10, source Webinar: all of one country and one person, so that other places have the same breaches.
            promises.AddRange(Enumerable.Range(0, 60).Select(_ =>
                new PatternPromise(9, ["webinar", "A", "DE", "3", "1/accept"], random.NextDouble() < 0.8)));

            var found = PatternSearch.Find(promises);

            found.Count.ShouldBeInRange(1, 2, $"seed {seed}: {string.Join(", ", found)}");
            found[0].Key.Day.ShouldBe(IsoDayOfWeek.Monday);
            found[0].Key.Hour.ShouldBe(9);
            (found[0].Times >= 3).ShouldBeTrue();
            found[0].Breaches.ShouldBeGreaterThanOrEqualTo(10);
        }
    }

    [Fact]
    public void The_shares_are_of_all_breaches_and_of_all_promises()
    {
        var promises = Noise(3, 2_000, 0.02);
        promises.AddRange(Enumerable.Range(0, 100).Select(i => Missed(9, i)));
        var found = PatternSearch.Find(promises);
        var monday = found.ShouldHaveSingleItem();
        monday.Key.ShouldBe(new PatternKey(IsoDayOfWeek.Monday, 9, null, ""));
        var (its, missed) = (promises.Where(p => p.HourOfWeek == 9).ToList(), promises.Count(p => p.Breached));
        (monday.Promises, monday.Breaches, monday.AllPromises, monday.AllBreaches)
            .ShouldBe((its.Count, its.Count(p => p.Breached), promises.Count, missed));
        monday.Share.ShouldBe((double)monday.Breaches / missed, 1e-12);
        monday.Times.ShouldBe(monday.Share / ((double)its.Count / promises.Count), 1e-12);
    }

    [Fact]
    public void However_people_write_a_source_a_grade_or_a_country_it_is_one_and_called_as_most_do()
    {
        foreach (var (kind, one, other) in new[] { (0, "Expo", "EXPO"), (1, "Hot", "hot"), (2, "IT", "it") })
        {
            var promises = Noise(7, 2_000, 0);
            // Ten breaches of neither, and the rarer spelling first.
            promises.AddRange(Enumerable.Range(0, 15).Select(i =>
            {
                string[] values = [Sources[i % 5], "ABC"[i % 3].ToString(), Countries[i / 3 % 5], $"{i % 6 + 1}", "1/touch"];
                values[kind] = i % 2 == 1 || i == 4 ? one : other;
                values[4] = i % 2 == 0 ? "1/accept" : "1/touch";
                return new PatternPromise(i * 11 % 168, values, true);
            }));

            var found = PatternSearch.Find(promises).ShouldHaveSingleItem();

            (found.Key.By, found.Key.Value, found.Breaches).ShouldBe(((PatternBy)kind, one, 15));
            promises.Count(p => p.Breached && found.Key.Includes(p)).ShouldBe(15);
        }
    }

    [Fact]
    public void Nine_breaches_or_twice_the_share_are_none_and_five_are_said_at_most()
    {
        var nine = Noise(4, 2_000, 0);
        nine.AddRange(Enumerable.Range(0, 9).Select(_ => new PatternPromise(30, ["ads", "A", "PL", "1", "1/accept"], true)));
        PatternSearch.Find(nine).ShouldBeEmpty();

        var many = Noise(5, 5_000, 0.01);
        for (var day = 0; day < 5; day++)
            for (var hour = 0; hour < 2; hour++)
                many.AddRange(Enumerable.Range(0, 40).Select(i => Missed(day * 24 + hour, i)));
        PatternSearch.Find(many).Count.ShouldBeLessThanOrEqualTo(5);
        PatternSearch.Find([]).ShouldBeEmpty();
        // Where everything is missed nothing is missed more often.
        PatternSearch.Find(Noise(6, 2_000, 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1-09~source~webinar")]
    [InlineData("7-00")]
    [InlineData("~person~12")]
    [InlineData("~source~a~b-c")]
    [InlineData("2-23~grade~")]
    [InlineData("~commitment~3/accept")]
    public void A_pattern_reads_from_an_address_as_it_was_written(string text) => PatternKey.Parse(text)!.ToString().ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("8-09")]
    [InlineData("0-09")]
    [InlineData("1-24")]
    [InlineData("1-9-3")]
    [InlineData("1-09~weather~x")]
    [InlineData("1-09~2~x")]
    [InlineData("1-09~source")]
    [InlineData("x~source~y")]
    public void Anything_else_is_none(string? text) => PatternKey.Parse(text).ShouldBeNull();

    [Theory]
    // R: phyper(k - 1, marked, all - marked, drawn, lower.tail = FALSE), by exact fractions here.
    [InlineData(10, 5, 4, 3, 55.0 / 210)]
    [InlineData(10, 5, 4, 4, 5.0 / 210)]
    [InlineData(10, 5, 4, 0, 1)]
    [InlineData(10, 5, 4, 5, 0)]
    [InlineData(52, 4, 5, 4, 48.0 / 2_598_960)]
    [InlineData(52, 4, 5, 3, 4_560.0 / 2_598_960)]
    public void The_hypergeometric_tail_is_exact(int all, int marked, int drawn, int found, double chance) =>
        Hypergeometric.AtLeast(all, marked, drawn, found).ShouldBe(chance, 1e-12);
}
