using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Tests.Calendars;

namespace SmarketingHub.Web.Tests.Api;

public sealed class StoredCalendarTests
{
    private const string Week =
        """ "timeZone":"Europe/Warsaw","hours":{"mon":[["09:00","12:00"],["12:30","17:00"]],"sat":[["22:00","06:00"]]} """;
    private const string Ics =
        """BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:Labour Day\r\nEND:VEVENT\r\n"""
            + """BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20260502T090000Z\r\nDTEND:20260502T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n""";

    [Fact]
    public async Task A_calendar_is_made_changed_and_read_in_its_versions()
    {
        await using var server = await ApiServer.Start();
        var made = await server.Admin.Post("calendars",
            $$"""{"name":"Warsaw",{{Week}},"holidays":[{"date":"2026-11-11","name":"Independence Day"}]}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        (made.Text("id"), made["version"].GetInt32(), made.ETag, made["from"].ToString()).ShouldBe(("warsaw", 1, "\"1\"", ""));

        var changed = await server.Admin.Put("calendars/warsaw", $$"""{{{Week}},"dayLength":"PT7H30M"}""", ("If-Match", "\"1\""));
        (changed.Text("name"), changed["version"].GetInt32(), changed.Text("dayLength"), changed["holidays"].GetArrayLength(),
            changed.Text("from"))
            .ShouldBe(("Warsaw", 2, "PT7H30M", 0, "2026-03-02T09:00:00Z"));
        changed["versions"].EnumerateArray().Select(v => v.GetProperty("version").GetInt32()).ShouldBe([2, 1]);

        var stale = await server.Admin.Put("calendars/warsaw", $$"""{{{Week}}}""", ("If-Match", "\"1\""));
        stale.ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (stale["currentVersion"].GetInt32(), stale.Text("detail")).ShouldBe((2, "Version 2 was made meanwhile by key:2."));

        var first = await server.Admin.Get("calendars/warsaw?version=1");
        (first["version"].GetInt32(), first["holidays"][0].GetProperty("name").GetString()).ShouldBe((1, "Independence Day"));
        first["allHolidays"].Strings().ShouldBe(["2026-11-11"]);
        (await server.Admin.Get("calendars/warsaw?version=9")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_where_something_must_stand_is_named()
    {
        await using var server = await ApiServer.Start();

        (await server.Admin.Post("calendars",
            $$"""{"name":"Warsaw",{{Week}},"holidays":[null]}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "holidays[0]");
        (await server.Admin.Post("calendars", $$"""{"name":"Warsaw","copyOf":"{{new string('x', 60_000)}}"}""")).ShouldBeProblem(
            HttpStatusCode.UnprocessableEntity, "copyOf");
    }

    [Fact]
    public async Task The_same_key_makes_one_calendar()
    {
        await using var server = await ApiServer.Start();
        var body = $$"""{"name":"Warsaw",{{Week}}}""";
        var first = await server.Admin.Post("calendars", body, ("Idempotency-Key", "a"));
        var again = await server.Admin.Post("calendars", body, ("Idempotency-Key", "a"));
        (first.Text("id"), again.Text("id"), again["version"].GetInt32()).ShouldBe(("warsaw", "warsaw", 1));
        (await server.Admin.Post("calendars", body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_feed_is_added_hidden_shown_and_removed()
    {
        await using var server = await ApiServer.Start();
        var added = await server.Admin.Post("calendars/office/feeds", $$"""{"name":"Poland","ics":"{{Ics}}"}""");
        added.Status.ShouldBe(HttpStatusCode.Created, added.Json.ToString());
        var feed = added["feeds"][0];
        (feed.GetProperty("days")[0].GetProperty("name").GetString(), feed.GetProperty("leftOut").GetInt32(),
            added["allHolidays"].Strings().Single())
            .ShouldBe(("Labour Day", 1, "2026-05-01"));

        var hidden = await server.Admin.Post("calendars/office/feeds/Poland/hide");
        (hidden["version"].GetInt32(), hidden["allHolidays"].GetArrayLength(),
            hidden["feeds"][0].GetProperty("days").GetArrayLength()).ShouldBe((3, 0, 1));
        (await server.Admin.Post("calendars/office/feeds/poland/show"))["allHolidays"].GetArrayLength().ShouldBe(1);
        (await server.Admin.Post("calendars/office/feeds/Poland/refresh")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Send(HttpMethod.Delete, "calendars/office/feeds/Spain", null)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Send(HttpMethod.Delete, "calendars/office/feeds/Poland", null, ("If-Match", "4")))["feeds"].GetArrayLength()
            .ShouldBe(0);
    }

    [Fact]
    public async Task What_of_a_feed_counts_is_seen_before_it_is_added_and_changed_later()
    {
        await using var server = await ApiServer.Start();
        const string two =
            """BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270501\r\nSUMMARY:Lei Day\r\nCATEGORIES:Observance\r\n"""
                + """END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20270531\r\nSUMMARY:Memorial Day\r\nDESCRIPTION:Public """
                + """holiday\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:3\r\nDTSTART:20260502T090000Z\r\nDTEND:20260502T100000Z\r\n"""
                + """SUMMARY:Review\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n""";
        var body = $$"""{"name":"USA","rule":{"leaveOut":["observance"]},"ics":"{{two}}"}""";

        var seen = await server.Admin.Post("calendars/office/feeds/preview", body);
        seen["closes"].ToString().ShouldBe("""{"2027":1}""");
        (seen["keptOut"].GetInt32(), seen["events"][0].GetProperty("name").GetString(),
            seen["events"][0].GetProperty("counts").GetBoolean(), seen["events"][1].GetProperty("counts").GetBoolean())
            .ShouldBe((1, "Lei Day", false, true));
        var left = seen["leftOutEvents"][0];
        (left.GetProperty("name").GetString(), left.GetProperty("line").GetInt32(), left.GetProperty("why").GetString()).ShouldBe(("Review",
            14, "It covers no whole day."));
        (await server.Admin.Get("calendars/office"))["version"].GetInt32().ShouldBe(1);

        var added = await server.Admin.Post("calendars/office/feeds", body);
        added.Status.ShouldBe(HttpStatusCode.Created, added.Json.ToString());
        (added["allHolidays"].Strings().Single(),
            added["feeds"][0].GetProperty("rule").GetProperty("leaveOut")[0].GetString()).ShouldBe(("2027-05-31", "observance"));
        var all = await server.Admin.Put("calendars/office/feeds/usa", """{"rule":null}""", ("If-Match", "\"2\""));
        (all["version"].GetInt32(), all["allHolidays"].GetArrayLength()).ShouldBe((3, 2));
        (await server.Admin.Put("calendars/office/feeds/usa", """{"rule":{"only":["public"]}}""",
            ("If-Match", "\"2\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await server.Admin.Put("calendars/office/feeds/usa", """{"rule":{"keptOut":["memorial day"]}}"""))["allHolidays"].Strings()
            .ShouldBe(["2027-05-01"]);
        var older = (await server.Admin.Get("calendars/office?version=2"))["feeds"][0];
        (older.GetProperty("keptOut").GetInt32(), older.GetProperty("days").GetArrayLength(),
            older.GetProperty("leftOut").GetInt32()).ShouldBe((1, 1, 1));
        (older.GetProperty("events").ToString(), older.GetProperty("leftOutEvents").ToString()).ShouldBe(("", ""),
            "only the newest version keeps them");
        (await server.Admin.Put("calendars/office/feeds/usa",
            """{"rule":{"only":[" "]}}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "rule.only[0]");
        (await server.Admin.Put("calendars/office/feeds/spain", """{"rule":null}""")).ShouldBeProblem(HttpStatusCode.NotFound);

        // What events are called may name people: who may not change calendars is told of those that count.
        var rep = server.Client(await server.Key("rep", Role.Rep));
        var told = await rep.Get("calendars/office");
        told.Json.ToString().ShouldNotContain("Review");
        told.Json.ToString().ShouldNotContain("emorial");
        (told["feeds"][0].GetProperty("leftOut").GetInt32(), told["feeds"][0].GetProperty("keptOut").GetInt32()).ShouldBe((1, 1));
        (await rep.Put("calendars/office/feeds/usa", """{"rule":null}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await rep.Post("calendars/office/feeds/preview", body)).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_feed_that_names_no_coming_day_any_more_keeps_them_until_let_go()
    {
        using var web = new FeedServer();
        web.Says("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT\nEND:VCALENDAR");
        await using var server = await ApiServer.Start(change: services => services.AddSingleton(new Engine.Calendars.Feeds.FeedOptions
        {
            AllowPrivate = true,
        }));
        await server.Admin.Post("calendars/office/feeds", $$"""{"name":"Poland","address":"{{web.Address}}"}""");
        web.Says("BEGIN:VCALENDAR\nEND:VCALENDAR");

        var asked = await server.Admin.Post("calendars/office/feeds/Poland/refresh");
        (asked["version"].GetInt32(), asked["allHolidays"].Strings().Single()).ShouldBe((2, "2026-05-01"));
        asked["feeds"][0].GetProperty("asks").ToString()
            .ShouldBe("""{"since":"2026-03-02T09:00:00Z","kept":false,"goes":["2026-05-01"],"left":[]}""");
        (await server.Admin.Post("calendars/office/feeds/Poland/keep"))["feeds"][0].GetProperty("asks").GetProperty("kept").GetBoolean()
            .ShouldBeTrue();
        var gone = await server.Admin.Post("calendars/office/feeds/Poland/let-go");
        (gone["version"].GetInt32(), gone["allHolidays"].GetArrayLength()).ShouldBe((3, 0));
        var again = await server.Admin.Post("calendars/office/feeds/Poland/keep");
        again.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        again["errors"].Names().ShouldBe(["feed"]);
    }

    [Fact]
    public async Task A_repeated_request_is_answered_without_reading_the_address_again()
    {
        using var web = new FeedServer();
        web.Says("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT\nEND:VCALENDAR");
        await using var server = await ApiServer.Start(change: services => services.AddSingleton(new Engine.Calendars.Feeds.FeedOptions
        {
            AllowPrivate = true,
        }));
        var body = $$"""{"name":"Poland","address":"{{web.Address}}"}""";
        var first = await server.Admin.Post("calendars/office/feeds", body, ("Idempotency-Key", "a"), ("If-Match", "\"1\""));
        first.Status.ShouldBe(HttpStatusCode.Created, first.Json.ToString());

        var again = await server.Admin.Post("calendars/office/feeds", body, ("Idempotency-Key", "a"), ("If-Match", "\"1\""));

        (again.Status, again["version"].GetInt32(), web.Asked).ShouldBe((HttpStatusCode.Created, 2, 1), again.Json.ToString());
        (await server.Admin.Post("calendars/office/feeds", body.Replace("Poland", "Spain", StringComparison.Ordinal),
            ("Idempotency-Key", "a"))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Post("calendars/office/feeds", body, ("If-Match", "\"1\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        web.Asked.ShouldBe(1, "what is refused is not fetched either");
    }

    [Fact]
    public async Task Rights_are_asked_before_the_version_and_the_version_before_the_body()
    {
        await using var server = await ApiServer.Start();
        var rep = server.Client(await server.Key("rep", Role.Rep));
        const string wrong = """{"hours":5}""";

        foreach (var (method, path) in new[] { (HttpMethod.Put, "calendars/office"), (HttpMethod.Post,
            "calendars/office/feeds"), (HttpMethod.Post, "calendars") })
            (await rep.Send(method, path, wrong, ("If-Match", "\"9\""))).ShouldBeProblem(HttpStatusCode.Forbidden);
        foreach (var (method, path) in new[] { (HttpMethod.Put, "calendars/office"), (HttpMethod.Post, "calendars/office/feeds") })
        {
            (await server.Admin.Send(method, path, wrong, ("If-Match", "\"9\""))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
            (await server.Admin.Send(method, path, wrong, ("If-Match", "\"1\""))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Theory]
    [InlineData("""{"name":"Poland","ics":"hello"}""", "feed")]
    [InlineData("""{"name":"a/b","ics":"BEGIN:VCALENDAR\nEND:VCALENDAR"}""", "feed")]
    [InlineData("""{"name":"Poland","address":"http://127.0.0.1:1/a.ics"}""", "address")]
    [InlineData("""{"name":"Poland","address":"ftp://example.com"}""", "address")]
    [InlineData("""{"name":"Poland"}""", "address")]
    public async Task A_wrong_field_of_a_feed_is_named(string body, string field)
    {
        await using var server = await ApiServer.Start();
        var answer = await server.Admin.Post("calendars/office/feeds", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldBe([field]);
    }

    [Theory]
    [InlineData("""{"name":"W","timeZone":"Mars/Base","hours":{"mon":[["09:00","17:00"]]}}""", "timeZone")]
    [InlineData("""{"name":"W","hours":{"mon":[["09:00","17:00"]]}}""", "timeZone")]
    [InlineData("""{"name":"W","timeZone":"UTC","hours":{"mon":[]}}""", "hours")]
    [InlineData("""{"name":"W","timeZone":"UTC","hours":{"mon":[["09:00","17:00"],["9","17:00"]]}}""", "hours.mon[1]")]
    [InlineData("""{"name":"W","timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"holidays":[{"date":"soon"}]}""", "holidays[0].date")]
    [InlineData("""{"name":"W","timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]},"dayLength":"8"}""", "dayLength")]
    [InlineData("""{"timeZone":"UTC","hours":{"mon":[["09:00","17:00"]]}}""", "name")]
    [InlineData("""{"name":"W","copyOf":"none"}""", "copyOf")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var server = await ApiServer.Start();
        var answer = await server.Admin.Post("calendars", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer["errors"].Names().ShouldBe([field]);
    }

    [Fact]
    public async Task A_partner_reads_the_calendars_of_its_own_agreements_alone_and_reps_change_none()
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Post("calendars", $$"""{"name":"Madrid",{{Week}}}""");
        var partner = await server.Partner();
        (await partner.Get("calendars"))["items"].GetArrayLength().ShouldBe(0);
        (await partner.Get("calendars/madrid")).ShouldBeProblem(HttpStatusCode.NotFound);

        await server.Do(write => write.AddAgreement(StarterAgreements.WithPartner(write.NextId(), Party.Marketing,
            write.Company.Parties["partner:altamar"], write.Now, new("madrid", 1))));
        var seen = (await partner.Get("calendars"))["items"];
        (seen.GetArrayLength(), seen[0].GetProperty("id").GetString(),
            seen[0].GetProperty("usedBy")[0].GetProperty("version").GetInt32()).ShouldBe((1, "madrid", 1));
        (await partner.Put("calendars/madrid", $$"""{{{Week}}}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
        var rep = server.Client(await server.Key("rep", Role.Rep));
        (await rep.Get("calendars"))["items"].GetArrayLength().ShouldBe(2);
        (await rep.Post("calendars/office/feeds",
            """{"name":"Poland","address":"http://127.0.0.1:1"}""")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }
}
