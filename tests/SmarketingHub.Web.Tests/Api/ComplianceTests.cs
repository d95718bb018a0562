using System.Net;
using NodaTime;
using SmarketingHub.Domain.People;
using static SmarketingHub.Engine.Tests.Reports.PromiseRow;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ComplianceTests
{
    private static readonly string[] Counts =
        ["met", "breached", "excused", "corrected", "paused", "void", "running", "uncovered", "share", "low", "high"];

    [Fact]
    public async Task Promises_are_told_by_what_is_asked_with_the_whole_beside_them()
    {
        await using var server = await ApiServer.Start();
        var ana = await server.Hire("Ana");
        await Store(server.Rows(), Met with { Person = ana.Id, Source = "webinar" }, Met with { Person = ana.Id },
            Met with { Person = ana.Id }, Breached with { Person = ana.Id }, Running, Without);
        server.Time.Advance(TimeSpan.FromDays(1));

        var people = await server.Admin.Get("reports/compliance?by=person&from=2026-03-01&to=2026-04-01");
        var item = people["items"][0];
        item.Names().ShouldBe([.. Counts, "key", "name", "agreement"], ignoreOrder: true);
        (item.GetProperty("key").GetString(), item.GetProperty("name").GetString()).ShouldBe(($"{ana.Id}", "Ana"));
        (item.GetProperty("met").GetInt32(), item.GetProperty("breached").GetInt32()).ShouldBe((3, 1));
        item.GetProperty("share").GetDouble().ShouldBe(0.75);
        // Newcombe's method 3 of 3 in 4.
        item.GetProperty("low").GetDouble().ShouldBe(0.3006, 0.0001);
        item.GetProperty("high").GetDouble().ShouldBe(0.9544, 0.0001);
        people["items"][1].GetProperty("key").GetString().ShouldBe("");
        people["items"][1].GetProperty("share").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        people["total"].Names().ShouldBe(Counts, ignoreOrder: true);
        people["total"].GetProperty("uncovered").GetInt32().ShouldBe(1);
        (people.Text("from"), people.Text("to"), people.Text("asKnownAt"))
            .ShouldBe(("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-03-03T09:00:00Z"));
        var usual = await server.Admin.Get("reports/compliance");
        (usual.Text("by"), usual["items"][0].GetProperty("key").GetString()).ShouldBe(("commitment", "touch"));
        (await server.Admin.Get("reports/compliance?by=source&source=Webinar"))["total"].GetProperty("met").GetInt32().ShouldBe(1);
        (await server.Admin.Get("reports/compliance?by=week"))["items"][0].GetProperty("key").GetString().ShouldBe("2026-W10");
    }

    [Fact]
    public async Task Why_it_changed_adds_up_to_the_difference()
    {
        await using var server = await ApiServer.Start();
        // Of the fortnight that is asked two and a half days are over: the same time before is beside it.
        var (then, before) = (Instant.FromUtc(2026, 2, 27, 9, 0), Instant.FromUtc(2026, 2, 20, 9, 0));
        await Store(server.Rows(), Met with { StartedAt = then, Source = "demo" }, Met with { StartedAt = then, Source = "webinar" },
            Breached with { StartedAt = before },
            Met with { Source = "demo" }, Breached with { Source = "webinar" });
        server.Time.Advance(TimeSpan.FromDays(1));

        var why = await server.Admin.Get("reports/compliance/why?from=2026-03-01&to=2026-03-15");
        why["difference"].GetDouble().ShouldBe(-0.5, 1e-12);
        why["parts"].Names().ShouldBe(["mix", "version", "load", "rate"]);
        why["parts"].EnumerateObject().Sum(part => part.Value.GetDouble()).ShouldBe(-0.5, 1e-12);
        (why["before"].GetProperty("met").GetInt32(), why["before"].GetProperty("decided").GetInt32()).ShouldBe((2, 2));
        (await server.Admin.Get("reports/compliance/why?source=none"))["parts"].ValueKind
            .ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("", "2026-02-01T00:00:00Z")]
    [InlineData("to=2026-03-01", "2026-01-30T00:00:00Z")]
    [InlineData("to=2026-03-01T12:00:00Z", "2026-01-31T00:00:00Z")]
    [InlineData("asKnownAt=2026-02-20T12:00:00Z", "2026-01-22T00:00:00Z")]
    public async Task Thirty_days_begin_with_a_day_as_on_the_page(string query, string from)
    {
        await using var server = await ApiServer.Start();

        (await server.Admin.Get($"reports/compliance?{query}")).Text("from").ShouldBe(from);
        (await server.Admin.Get($"reports/load?{query}")).Text("from").ShouldBe(from);
    }

    [Theory]
    [InlineData("from=2026-03-02&to=2026-03-01", "The period ends before it begins: give a later end or an earlier beginning.")]
    [InlineData("from=2026-03-09", "Give a moment before the one as of which it is asked: nothing is known of what comes later.")]
    public async Task What_ends_before_it_begins_says_which_of_the_two_and_what_would_be_right(string query, string said)
    {
        await using var server = await ApiServer.Start();

        var answer = await server.Admin.Get($"reports/compliance?{query}");

        answer["errors"].EnumerateObject().Single().Value[0].GetString().ShouldBe(said);
    }

    [Theory]
    [InlineData("by=colour", "by")]
    [InlineData("by=", "by")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("asKnownAt=2026-03-02T09:00:01Z", "asKnownAt")]
    [InlineData("party=nobody", "party")]
    [InlineData("team=nobody", "team")]
    [InlineData("person=4711", "person")]
    [InlineData("agreement=4711", "agreement")]
    [InlineData("colour=red", "colour")]
    public async Task What_is_asked_wrongly_is_named(string query, string field)
    {
        await using var server = await ApiServer.Start();
        (await server.Admin.Get($"reports/compliance?{query}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task A_partner_reads_what_it_owed_and_nothing_else()
    {
        await using var server = await ApiServer.Start();
        using var partner = await server.Partner();
        await Store(server.Rows(), Met with { OwedBy = "partner:altamar" }, Breached with { OwedBy = Party.Sales }, Without);
        server.Time.Advance(TimeSpan.FromDays(1));

        var own = await partner.Get("reports/compliance?by=party");
        own["items"].EnumerateArray().Select(i => i.GetProperty("key").GetString()).ShouldBe(["partner:altamar"]);
        own["total"].GetProperty("breached").GetInt32().ShouldBe(0);
        (await partner.Get("reports/compliance?party=partner:altamar"))["total"].GetProperty("met").GetInt32().ShouldBe(1);
        (await partner.Get("reports/compliance?party=sales")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await partner.Get("reports/compliance/why")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await server.Client(null).Get("reports/compliance")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
