using NodaTime;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Tests.Reports;

public sealed class ReportRequestTests
{
    private static readonly Instant Monday = HubFixture.Monday;
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void The_period_before_is_as_long_as_what_is_known_of_this_one()
    {
        // Of thirty days nine are over: nine are beside nine.
        var running = new ReportRequest(Monday, Monday + 30 * Day, Monday + 9 * Day, Source: "webinar");
        running.Earlier().ShouldBe(running with { From = Monday - 9 * Day, To = Monday });
        (running with { AsKnownAt = Monday + 40 * Day }).Earlier().From.ShouldBe(Monday - 30 * Day);
    }
}
