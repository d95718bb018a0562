using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

/// <summary>Every kind of rows takes words by the one rule.</summary>
public sealed class FactFilterTests
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly ReportRequest All = new(Monday - Duration.FromDays(1), Monday + Duration.FromDays(1), Monday);

    private static readonly (string? Word, string? Country)[] Facts =
        [("Żródło", "PL"), ("żRÓDŁO", "Poland"), ("", ""), (null, null), ("Other", "DE")];

    [Theory]
    [InlineData("ŻRÓDŁO", 2)]
    [InlineData("other", 1)]
    [InlineData("", 2)]
    [InlineData("nothing", 0)]
    [InlineData(null, 5)]
    public async Task A_word_is_one_however_it_is_written_and_null_is_as_good_as_empty(string? wanted, int count)
    {
        await using var hub = await HubFixture.Start();
        await using var rows = hub.Rows();
        Store(rows);
        await rows.SaveChangesAsync();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), Monday, default);

        foreach (var asked in new[] { All with { Source = wanted }, All with { Campaign = wanted }, All with { Grade = wanted } })
        {
            Counts(moment, asked).ShouldAllBe(n => n == count, $"{asked}");
            Facts.Count(fact => FactWords.Same.Fits(wanted, fact.Word)).ShouldBe(count);
        }
        var country = wanted switch { "ŻRÓDŁO" => "pl", "other" => "Germany", _ => wanted };
        Counts(moment, All with { Country = country }).ShouldAllBe(n => n == count);
        Facts.Count(fact => FactWords.SameCountry.Fits(country, fact.Country)).ShouldBe(count);
    }

    [Fact]
    public async Task Of_no_team_are_those_without_one_and_what_is_nobodys()
    {
        await using var hub = await HubFixture.Start();
        await hub.Door.Do(HubFixture.Admin, write =>
        {
            write.AddTeam(new("emea", "EMEA", Party.Sales));
            return 0;
        });
        var mia = await hub.Hire("Mia", team: "emea");
        var leo = await hub.Hire("Leo");
        await using var rows = hub.Rows();
        await using var moment = await ReportMoment.Open(rows, hub.Company(), hub.Now, default);
        var people = PeopleOverTime.Read(rows, hub.Now);
        long?[] asked = [mia.Id, leo.Id, null];

        asked.Where(people.InTeam("emea").Has).ShouldBe([mia.Id]);
        asked.Where(people.InTeam("").Has).ShouldBe([leo.Id, null]);
        asked.AsQueryable().Where(people.InTeam("emea").Has()).ShouldBe([mia.Id]);
        asked.AsQueryable().Where(people.InTeam("").Has()).ShouldBe([leo.Id, null]);
    }

    private static List<int> Counts(ReportMoment moment, ReportRequest asked)
    {
        int Of<T>(KnownRows<T> rows) where T : class, IAboutLead => new FactFilter<T>(moment, rows).Facts(asked).Ask(all => all).Count();
        return [Of(moment.Leads), Of(moment.Promises), Of(moment.Handoffs), Of(moment.Returns), Of(moment.Pauses)];
    }

    private static void Store(HubContext rows)
    {
        foreach (var ((word, country), n) in Facts.Select((fact, n) => (fact, n + 1)))
        {
            rows.Add(new ReportedLead
            {
                LeadId = n,
                KnownAt = Monday,
                ReceivedAt = Monday,
                Holder = Party.Sales,
                Source = word,
                Campaign = word,
                Grade = word,
                Country = country,
            });
            rows.Add(new ReportedPromise
            {
                LeadId = n,
                Sequence = n,
                StartedAt = Monday,
                OwedBy = Party.Sales,
                Source = word,
                Campaign = word,
                Grade = word,
                Country = country,
            });
            rows.Add(new ReportedHandoff
            {
                LeadId = n,
                Handoff = n,
                OfferedAt = Monday,
                From = Party.Marketing,
                To = Party.Sales,
                Source = word,
                Campaign = word,
                Grade = word,
                Country = country,
            });
            rows.Add(new LeadReturn
            {
                LeadId = n,
                Sequence = n,
                At = Monday,
                From = Party.Sales,
                To = Party.Marketing,
                Source = word,
                Campaign = word,
                Grade = word,
                Country = country,
            });
            rows.Add(new LeadPause
            {
                LeadId = n,
                Sequence = n,
                From = Monday,
                Until = Monday,
                Party = Party.Sales,
                Source = word,
                Campaign = word,
                Grade = word,
                Country = country,
            });
        }
    }
}
