using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Agreements;

/// <summary>
/// What is in force is looked up; the rule is: each agreement's version of the time, those whose scope asks more first, then in the
/// agreements' order.
/// </summary>
public sealed class InForceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);

    // Few instants, so that many are the same.
    private static readonly Gen<Instant> When = Gen.Int[0, 12].Select(hours => Start + Duration.FromHours(hours));

    private static readonly Gen<Condition> Scope = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool).Select((country, grade, worth) => new Condition
    {
        Countries = country ? ["PL"] : [],
        Grades = grade ? ["A"] : [],
        WorthOver = worth ? 1_000 : null,
    });

    private static readonly Gen<AgreementVersion> Version =
        Gen.Select(Scope, When.Nullable(), When.Nullable(), Gen.Enum<Promise>().Array[0, 4]).Select((scope, from, until, promises) =>
            Starter.Versions[0] with
            {
                Scope = scope,
                EffectiveAt = from,
                EndsAt = until,
                Commitments = [.. promises.Select(promise => Starter.Versions[0].Commitments[0] with { Promise = promise })],
            });

    private static readonly Gen<Agreement> Agreements = Version.Array[0, 4].Select(versions =>
        Starter with { Versions = [.. versions.Select((version, i) => version with { Number = i + 1 })] });

    private static readonly Gen<Company> Companies = Agreements.Array[0, 8].Select(agreements =>
        Firm with { Agreements = [.. agreements.Select((agreement, i) => agreement with { Id = i })] });

    [Fact]
    public void Looked_up_it_is_what_the_rule_says_at_every_moment() => Companies.Sample(company =>
    {
        // Before everything, at each change, and shortly before it.
        foreach (var at in Enumerable.Range(-1, 15)
            .SelectMany(hours => new[] { Start + Duration.FromHours(hours), Start
                + Duration.FromHours(hours) - Duration.FromMilliseconds(1) }))
        {
            company.InForce(at).ShouldBe(Rule(company, at));
            foreach (var promise in Enum.GetValues<Promise>())
                company.InForce(at, promise).ShouldBe(Rule(company, at).Where(f => f.Item2.Commitments.Any(c => c.Promise == promise)));
        }
    });

    [Fact]
    public void With_other_agreements_other_things_are_in_force() => Gen.Select(Companies, Companies).Sample((before, other) =>
    {
        var at = Start + Duration.FromHours(6);
        _ = before.InForce(at);
        (before with { Agreements = other.Agreements }).InForce(at).ShouldBe(Rule(other, at));
        (before with { Currency = "PLN" }).InForce(at).ShouldBe(Rule(before, at));
        before.InForce(at).ShouldBe(Rule(before, at));
        (before with { Agreements = other.Agreements }).StepsClocks.ShouldBe(other.Agreements.Exists(a => a.Versions.Exists(v => v.ReTimes
            || v.EndsAt is not null)));
    });

    [Fact]
    public async Task Asked_from_many_threads_at_once_it_is_the_same()
    {
        var company = Firm with
        {
            Agreements = [.. Enumerable.Range(0, 300)
                .Select(i => Starter with
                {
                    Id = i,
                    Versions = [Starter.Versions[0] with { EffectiveAt = Start + Duration.FromHours(i % 7) }],
                })],
        };
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => company.InForce(Start + Duration.FromHours(3)))));
        asked.ShouldAllBe(inForce => inForce.SequenceEqual(Rule(company, Start + Duration.FromHours(3))));
    }

    private static List<(Agreement, AgreementVersion)> Rule(Company company, Instant at) =>
    [
        .. from agreement in company.Agreements
           let version = agreement.InForce(at)
           where version is not null
           orderby version.Scope.CriteriaCount descending
           select (agreement, version),
    ];
}
