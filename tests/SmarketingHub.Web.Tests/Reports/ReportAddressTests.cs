using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Tests.Reports;

public sealed class ReportAddressTests
{
    // A Tuesday, 11:00 in Warsaw.
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 10, 0);
    private static readonly Company Company = new() { TimeZone = "Europe/Warsaw" };
    private static readonly Actor Admin = new(ActorKind.Key, 1, Role.Admin, null);

    [Theory]
    [InlineData("")]
    [InlineData("period=lastMonth&party=sales&source=&grade=A&compare=0&view=person&show=breached&page=3")]
    [InlineData("from=2026-03-02&to=2026-03-09&as=2026-03-09T08:00:00Z")]
    public void What_an_address_holds_it_writes_again(string query)
    {
        var address = Read(query);
        Read(new Uri("http://hub" + address.Href("reports/funnel")).Query).ShouldBe(address);
        address.Href("reports/funnel").ShouldBe(query.Length == 0 ? "/reports/funnel" : address.Href("reports/funnel"));
        address.ForOthers.ShouldSatisfyAllConditions(other => other.Show.ShouldBeNull(), other => other.View.ShouldBeNull(),
            other => other.Page.ShouldBe(1));
    }

    [Theory]
    [InlineData("", "2026-02-09", "2026-03-11")]
    [InlineData("period=thisWeek", "2026-03-09", "2026-03-16")]
    [InlineData("period=lastWeek", "2026-03-02", "2026-03-09")]
    [InlineData("period=thisMonth", "2026-03-01", "2026-04-01")]
    [InlineData("period=lastMonth", "2026-02-01", "2026-03-01")]
    [InlineData("period=quarter", "2026-01-01", "2026-04-01")]
    [InlineData("from=2026-03-02&to=2026-03-09", "2026-03-02", "2026-03-09")]
    [InlineData("period=lastMonth&as=2026-02-15T09:00:00Z", "2026-01-01", "2026-02-01")]
    public void Periods_are_days_of_the_installation_at_the_moment_that_is_asked_for(string query, string from, string to)
    {
        var request = Read(query).ToRequest(Company, Admin, Now);
        (request.From, request.To).ShouldBe((Start(from), Start(to)));
    }

    // What the field takes as its first and its last day is a day, whatever the zone.
    [Theory]
    [InlineData("Europe/Warsaw")]
    [InlineData("America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati")]
    public void The_first_and_the_last_day_of_the_form_are_accepted(string zone)
    {
        var (company, there) = (Company with { TimeZone = zone }, DateTimeZoneProviders.Tzdb[zone]);
        Read("from=1970-01-01&to=1970-01-02").ToRequest(company, Admin, Now).From.InZone(there).Date
            .ShouldBe(new LocalDate(1970, 1, 1));
        Read("from=2026-03-01&to=2200-01-01").ToRequest(company, Admin, Now).To.InZone(there).Date
            .ShouldBe(new LocalDate(2200, 1, 1));
        Should.Throw<InvalidArgument>(() => Read("from=1969-12-31").ToRequest(company, Admin, Now)).Field.ShouldBe("from");
        Should.Throw<InvalidArgument>(() => Read("to=2200-01-03").ToRequest(company, Admin, Now)).Field.ShouldBe("to");
    }

    // In Warsaw, an hour before UTC, 2 March begins at 23:00.
    [Theory]
    [InlineData("2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z", "2026-04-01T00:00:00Z", "2 Mar 2026 – 8 Mar 2026")]
    [InlineData("2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z", "2026-03-05T09:00:00Z", "2 Mar 2026 – 5 Mar 2026, 10:00")]
    [InlineData("2026-03-01T23:00:00Z", "2026-03-05T09:00:00Z", "2026-04-01T00:00:00Z", "2 Mar 2026 – 5 Mar 2026, 10:00")]
    [InlineData("2026-03-02T07:00:00Z", "2026-03-05T09:00:00Z", "2026-04-01T00:00:00Z", "2 Mar 2026, 08:00 – 5 Mar 2026, 10:00")]
    [InlineData("2026-03-01T23:00:00Z", "2026-03-02T23:00:00Z", "2026-04-01T00:00:00Z", "2 Mar 2026")]
    [InlineData("2026-03-01T23:00:00Z", "2026-03-02T23:00:00Z", "2026-03-02T09:00:00Z", "2 Mar 2026, 00:00 – 10:00")]
    public void A_period_is_said_in_one_way_whether_it_goes_on_or_not(string from, string to, string known, string said)
    {
        static Instant At(string text) => InstantPattern.General.Parse(text).Value;
        ReportWords.Period(new(At(from), At(to), At(known)), DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ShouldBe(said);
    }

    [Fact]
    public void A_week_begins_on_Monday_also_on_a_Sunday() =>
        ReportSpan.ThisWeek.Days(new(2026, 3, 15)).ShouldBe((new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16)));

    [Theory]
    [InlineData("period=lastMonth", "2026-01-01T00:00", "2026-02-01T00:00")]
    [InlineData("period=lastWeek", "2026-02-23T00:00", "2026-03-02T00:00")]
    // What goes on is compared up to the same point.
    [InlineData("period=thisWeek", "2026-03-02T00:00", "2026-03-03T11:00")]
    [InlineData("period=thisMonth", "2026-02-01T00:00", "2026-02-10T11:00")]
    [InlineData("period=quarter", "2025-10-01T00:00", "2025-12-10T11:00")]
    [InlineData("from=2026-03-02&to=2026-03-05", "2026-02-27T00:00", "2026-03-02T00:00")]
    public void The_period_before_is_the_like_of_it(string query, string from, string to)
    {
        var address = Read(query);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var before = address.Before(address.ToRequest(Company, Admin, Now), zone);
        string Local(Instant at) => at.InZone(zone).ToString("uuuu-MM-dd'T'HH:mm", null);
        (Local(before.From), Local(before.To)).ShouldBe((from, to));
        before.AsKnownAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData("period=yesterday", "period")]
    [InlineData("from=never", "from")]
    [InlineData("from=2026-03-05&to=2026-03-05", "to")]
    [InlineData("as=2026-03-11T00:00:00Z", "asKnownAt")]
    [InlineData("party=nobody", "party")]
    [InlineData("team=nobody", "team")]
    [InlineData("person=4711", "person")]
    [InlineData("agreement=first", "agreement")]
    public void What_cannot_be_read_is_named(string query, string field) =>
        Should.Throw<InvalidArgument>(() => Read(query).ToRequest(Company, Admin, Now)).Field.ShouldBe(field);

    private static ReportAddress Read(string query) => ReportAddress.Read("http://hub/reports/funnel?" + query.TrimStart('?'));

    private static Instant Start(string day) =>
        LocalDatePattern.Iso.Parse(day).Value.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ToInstant();
}
