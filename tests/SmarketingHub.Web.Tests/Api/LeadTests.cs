using System.Net;
using System.Text.Json;

namespace SmarketingHub.Web.Tests.Api;

public sealed class LeadTests
{
    [Fact]
    public async Task An_inquiry_becomes_a_lead_and_reads_back_as_it_was_sent()
    {
        await using var server = await ApiServer.Start();
        var made = await server.Admin.Post("leads", """
            {"email":"ana@nordwind.example","company":"Nordwind","firstName":"Ana","lastName":"Kowal","phone":"+48 22 123 45 67",
             "title":"CFO","country":"PL","timeZone":"Europe/Warsaw","source":"web-form","campaign":"spring","channel":"paid",
             "product":"GTX","score":80,"grade":"A","expectedValue":{"amount":1000.50,"currency":"EUR"},"externalId":"e1",
             "externalIds":[{"system":"crm","type":"deal","id":"9"}],"receivedAt":"2026-03-02T09:30:00+01:00","note":"called in"}
            """);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        var id = made["id"].GetInt64();
        made.Response.Headers.Location!.ToString().ShouldEndWith($"/api/v1/leads/{id}");

        var read = await server.Admin.Get($"leads/{id}");
        read.ETag.ShouldBe($"\"{read["version"]}\"");
        read.Text("stage").ShouldBe("captured");
        read["handoff"].ValueKind.ShouldBe(JsonValueKind.Null);
        read.Text("holder").ShouldBe("marketing");
        read["owner"].ValueKind.ShouldBe(JsonValueKind.Null);
        read.Text("email").ShouldBe("ana@nordwind.example");
        read.Text("company").ShouldBe("Nordwind");
        read.Text("receivedAt").ShouldBe("2026-03-02T08:30:00Z");
        read["score"].GetInt32().ShouldBe(80);
        read["expectedValue"].GetProperty("amount").GetDecimal().ShouldBe(1000.50m);
        read["expectedValue"].GetProperty("currency").GetString().ShouldBe("EUR");
        read["externalIds"].EnumerateArray().Select(e => $"{e.GetProperty("system")}/{e.GetProperty("type")}/{e.GetProperty("id")}")
            .ShouldBe(["admin/lead/e1", "crm/deal/9"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_inquiry_joins_the_open_lead()
    {
        await using var server = await ApiServer.Start();
        var id = await server.Admin.Take();
        var joined = await server.Admin.Post("leads", """{"email":"ANA@nordwind.example","title":"CFO"}""");
        joined.Status.ShouldBe(HttpStatusCode.OK);
        joined["id"].GetInt64().ShouldBe(id);
        joined.Text("title").ShouldBe("CFO");
    }

    [Fact]
    public async Task An_idempotency_key_answers_what_it_made_and_refuses_another_body()
    {
        await using var server = await ApiServer.Start();
        const string body = """{"email":"ana@nordwind.example"}""";
        var first = await server.Admin.Post("leads", body, ("Idempotency-Key", "k1"));
        first.Status.ShouldBe(HttpStatusCode.Created);
        var again = await server.Admin.Post("leads", body, ("Idempotency-Key", "k1"));
        again.Status.ShouldBe(HttpStatusCode.OK);
        again["id"].GetInt64().ShouldBe(first["id"].GetInt64());
        (await server.Admin.Post("leads", """{"email":"bo@nordwind.example"}""",
            ("Idempotency-Key", "k1"))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Post($"leads/{first["id"]}/ready", body,
            ("Idempotency-Key", "k1"))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        (await server.Admin.Post("leads", body, ("Idempotency-Key", new('x', 201)))).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        var events = await server.Admin.Get($"leads/{first["id"]}/timeline");
        events["items"].EnumerateArray().Count(e => e.GetProperty("type").GetString() is "leadCaptured" or "inquiryJoined").ShouldBe(1);
    }

    [Fact]
    public async Task Hostile_texts_come_back_as_they_were()
    {
        await using var server = await ApiServer.Start();
        foreach (var text in (string[])["Robert'); DROP TABLE Leads;--", "<script>alert(1)</script>", "null\u0000inside", "עברית\u202e🦊",
            "=cmd|' /C calc'!A0", "{\"a\":1}"])
        {
            var id = await server.Admin.Take(JsonSerializer.Serialize(new
            {
                firstName = text,
                email = $"{Guid.NewGuid():N}@x.example",
                note = text,
            }));
            (await server.Admin.Get($"leads/{id}")).Text("firstName").ShouldBe(text);
            var timeline = await server.Admin.Get($"leads/{id}/timeline");
            timeline["items"].EnumerateArray().Single(e => e.GetProperty("type").GetString() == "noteAdded").GetProperty("words")
                .GetString().ShouldBe(text);
        }
    }

    [Fact]
    public async Task Pages_hold_while_leads_come_in_between()
    {
        await using var server = await ApiServer.Start();
        var made = new List<long>();
        for (var i = 0; i < 5; i++)
            made.Add(await server.Admin.Take($$"""{"email":"p{{i}}@x{{i}}.example"}"""));
        var first = await server.Admin.Get("leads?limit=2");
        made.Add(await server.Admin.Take("""{"email":"late@late.example"}"""));
        var seen = first["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64()).ToList();
        for (var next = first["next"].GetString(); next is not null;)
        {
            var page = await server.Admin.Get($"leads?limit=2&cursor={next}");
            seen.AddRange(page["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64()));
            next = page["next"].GetString();
        }
        seen.ShouldBe(made);
    }

    [Fact]
    public async Task The_list_the_board_and_the_search_box_find_the_same()
    {
        await using var server = await ApiServer.Start();
        var one = await server.Admin.Take(
            """{"email":"l.k@acme.example","company":"Müller & Söhne","firstName":"Łucja","phone":"+44 20 7946 0018"}""");
        var two = await server.Admin.Take(
            """{"email":"i.p@baltic.example","company":"Baltic","firstName":"Иван","lastName":"Петров","country":"GB","phone":"020 7946 """
                + """0099"}""");
        foreach (var (typed, found) in new[]
        {
            ("łucja", one), ("MÜLLER", one), ("mueller łucja", one), ("söhne", one), ("0044 20 7946 0018", one), ("9460018", one),
            ("l.k@acme", one),
            ("иван", two), ("ПЕТРОВ baltic", two), ("+44 20 7946 0099", two), ("442079460099", two), ("020 7946 0099", two),
            ("o'петров", 0),
        })
        {
            long[] ids = found == 0 ? [] : [found];
            var q = Uri.EscapeDataString(typed);
            (await server.Admin.Get($"leads?q={q}"))["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64())
                .ShouldBe(ids, typed);
            (await server.Admin.Get($"board?q={q}"))["columns"].EnumerateArray().SelectMany(c => c.GetProperty("cards").EnumerateArray())
                .Select(l => l.GetProperty("id").GetInt64()).ShouldBe(ids, typed);
            await using var rows = server.Rows();
            (await Features.Leads.LeadFinder.Find(rows, Domain.People.Actor.System, typed)).Select(l => l.Id).ShouldBe(ids, typed);
        }
        // What is searched in is not shown.
        (await server.Admin.Get("board"))["columns"].GetRawText().ShouldNotContain("7946");
    }

    [Fact]
    public async Task Leads_are_filtered()
    {
        await using var server = await ApiServer.Start();
        var ana = await server.Hire("Ana");
        var one = await server.Admin.Take("""{"email":"one@nordwind.example","company":"Nord%wind","firstName":"Łucja"}""");
        var two = await server.Admin.Take("""{"email":"two@baltic.example","company":"Baltic"}""");
        await server.Admin.Fire(two, "ready");
        await server.Admin.Fire(two, "offer", """{"to":"sales"}""");
        await server.Admin.Fire(two, "accept", $$"""{"owner":"{{ana.Email}}"}""");

        async Task Expect(string query, params long[] ids) =>
            (await server.Admin.Get($"leads?{query}"))["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64())
                .ShouldBe(ids, query);
        await Expect("stage=accepted", two);
        await Expect("holder=marketing", one);
        await Expect($"owner={ana.Id}", two);
        await Expect("owner=none", one);
        await Expect("q=baltic", two);
        await Expect("q=nord%25wi", one);
        await Expect("q=%25", one);
        await Expect("sla=running", one, two);
        await Expect("sla=breached");
        server.Time.Advance(TimeSpan.FromHours(30));
        await Eventually.Holds(async () => (await server.Admin.Get("leads?sla=breached"))["items"].GetArrayLength() > 0);
    }
}
