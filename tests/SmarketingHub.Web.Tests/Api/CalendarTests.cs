using System.Net;

namespace SmarketingHub.Web.Tests.Api;

public sealed class CalendarTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Week = """
        "timeZone":"Europe/Warsaw","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],
        "wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}
        """;

    [Fact]
    public async Task An_exact_fit_is_due_at_the_closing_instant()
    {
        var answer = await server.Admin.Post("calendars/due", $$"""{{{Week}},"start":"2026-03-02T09:00:00+01:00","target":"PT8H"}""");
        answer.Text("due").ShouldBe("2026-03-02T16:00:00Z");
        answer["segments"].GetArrayLength().ShouldBe(1);
        (await server.Admin.Post("calendars/due",
            $$"""{{{Week}},"holidays":["2026-03-03"],"start":"2026-03-02T08:00:00Z","target":"P1DT1H"}"""))
            .Text("due").ShouldBe("2026-03-04T09:00:00Z");
    }

    [Fact]
    public async Task Elapsed_counts_open_time_alone()
    {
        var answer = await server.Admin.Post("calendars/elapsed",
            $$"""{{{Week}},"start":"2026-03-02T08:00:00Z","end":"2026-03-03T08:30:00Z"}""");
        answer.Text("elapsed").ShouldBe("PT8H30M");
        (await server.Admin.Post("calendars/elapsed", $$"""
            {{{Week}},"start":"2026-03-02T08:00:00Z","end":"2026-03-02T16:00:00Z",
             "pauses":[{"start":"2026-03-02T09:00:00Z","end":"2026-03-02T11:00:00Z"}]}
            """)).Text("elapsed").ShouldBe("PT6H");
    }

    [Theory]
    [InlineData("""{"timeZone":"Mars/Base","hours":{"mon":[["09:00","17:00"]]},"start":"2026-03-02T08:00:00Z","target":"PT1H"}""",
        "timeZone")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["9","17:00"]]},"start":"2026-03-02T08:00:00Z","target":"PT1H"}""", "hours.mon[0]")]
    [InlineData(
        """{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"holidays":["soon"],"start":"2026-03-02T08:00:00Z","target":"PT1H"}""",
        "holidays[0]")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"start":"2026-03-02T08:00:00Z","target":"8h"}""", "target")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"start":"2026-03-02T08:00:00Z"}""", "target")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"start":"now","target":"PT1H"}""", "start")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"starts":"2026-03-02T08:00:00Z","target":"PT1H"}""", "starts")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":"always"},"start":"2026-03-02T08:00:00Z","target":"PT1H"}""", "hours.mon")]
    [InlineData("""{"hours":{},"start":"2026-03-02T08:00:00Z","target":"PT1H"}""", "timeZone")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var answer = await server.Admin.Post("calendars/due", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldBe([field]);
    }
}
