using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Rights;

/// <summary>The law of who sees a lead: every way to it gives the same answer, however the lead came to be where it is.</summary>
public sealed class SightTests
{
    private const string Altamar = "partner:altamar", Baltic = "partner:baltic";

    private static readonly (string Trigger, string Body)[] Moves =
    [
        ("ready", "{}"), ("offer", """{"to":"sales"}"""), ("offer", $$"""{"to":"{{Altamar}}"}"""), ("offer", $$"""{"to":"{{Altamar}}"}"""),
        ("offer", $$"""{"to":"{{Baltic}}"}"""),
        ("offer", """{"to":"marketing"}"""), ("accept", "{}"), ("accept", "{}"), ("accept", "{}"), ("return", """{"reason":"notNow"}"""),
        ("return", """{"reason":"wrongTerritory"}"""),
        ("keep", "{}"), ("dispute", """{"words":"no"}"""), ("withdraw", "{}"), ("disqualify", """{"reason":"spam"}"""), ("reopen", "{}"),
        ("attempt", """{"kind":"call"}"""), ("note", """{"words":"x"}"""), ("edit", """{"grade":"A"}"""),
    ];

    private static readonly Gen<(int Lead, int Move)[]> Walks = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Moves.Length - 1]).Array[60, 120];

    [Fact]
    public Task Every_way_to_a_lead_gives_the_same_answer() => Walks.SampleAsync(async walk =>
    {
        await using var server = await ApiServer.Start();
        using var altamar = await server.Partner(Altamar);
        using var baltic = await server.Partner(Baltic);
        using var sales = server.Client(await server.Key("sales", Role.Rep, Party.Sales));
        var leads = await Walked(server, walk, _ => Task.CompletedTask);

        foreach (var (client, actor) in new[] { (altamar, new Actor(ActorKind.Key, 90, Role.Partner, Altamar)), (baltic,
            new(ActorKind.Key, 91, Role.Partner, Baltic)), (sales, new(ActorKind.Key, 92, Role.Rep, Party.Sales)) })
            await Agree(server, client, actor, leads);
    }, iter: 4, threads: 1);

    [Fact]
    public Task Whoever_follows_the_events_has_in_the_end_what_the_list_has_and_reads_the_same_again() =>
        Gen.Select(Walks, Gen.Int[1, 7], Gen.Int[1, 40]).SampleAsync(async (walk, small, large) =>
        {
            await using var server = await ApiServer.Start();
            using var altamar = await server.Partner(Altamar);
            using var baltic = await server.Partner(Baltic);
            var (live, after, step) = (new List<string>(), 0L, 0);
            await Walked(server, walk, async lead =>
            {
                if (step++ % 9 == 0)
                    after = await Follow(altamar, after, small, live);
            });
            await Follow(altamar, after, small, live);

            var again = new List<string>();
            await Follow(altamar, 0, large, again);
            again.ShouldBe(live);
            var held = new HashSet<string>();
            foreach (var line in live.Select(l => l.Split(' ')))
                _ = line[2] == "leadLeft" ? held.Remove(line[1]) : held.Add(line[1]);
            held.Order()
                .ShouldBe((await altamar.Get("leads?limit=200"))["items"].EnumerateArray().Select(l => l.GetProperty("id").ToString())
                    .Order());
        }, iter: 4, threads: 1);

    [Fact]
    public async Task A_lead_that_an_import_places_elsewhere_leaves_too()
    {
        await using var server = await ApiServer.Start();
        using var altamar = await server.Partner();
        await Import(server, "externalId,email,stage,holder\n1,a@x.example,Working,partner:altamar\n");
        var told = new List<string>();
        var after = await Follow(altamar, 0, 200, told);
        told.ShouldContain(l => l.EndsWith(" leadPlaced", StringComparison.Ordinal));

        await Import(server, "externalId,email,stage,holder\n1,a@x.example,Working,sales\n");

        told.Clear();
        await Follow(altamar, after, 200, told);
        told.Single().ShouldEndWith(" leadLeft");
        (await altamar.Get("leads"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_page_goes_on_a_coming_lead_brings_its_past_and_a_leaving_one_says_only_that()
    {
        await using var server = await ApiServer.Start();
        using var altamar = await server.Partner();
        using var baltic = await server.Partner(Baltic);
        var lead = await server.Admin.Take("""{"email":"ana@nordwind.example","note":"Fifty seats."}""");
        await server.Admin.Take("""{"email":"bo@other.example"}""");
        var nothing = await altamar.Get("events?after=0&limit=2");
        nothing["items"].GetArrayLength().ShouldBe(0);
        nothing["next"].GetInt64().ShouldBeGreaterThan(2);

        await server.Admin.Fire(lead, "ready");
        await server.Admin.Fire(lead, "offer", $$"""{"to":"{{Baltic}}"}""");
        await baltic.Fire(lead, "note", """{"words":"Ours alone."}""");
        await baltic.Fire(lead, "return", """{"reason":"wrongTerritory"}""");
        await server.Admin.Fire(lead, "offer", $$"""{"to":"{{Altamar}}"}""");
        var came = await altamar.Get($"events?after={nothing.Text("next")}");
        came["items"].EnumerateArray().Select(e => e.GetProperty("type").GetString()).Where(type => type != "uncovered")
            .ShouldBe(["leadCaptured", "noteAdded", "stageMoved", "handoffOffered"], came.Json.ToString());
        came.Json.ToString().ShouldNotContain("baltic");
        var timeline = (await altamar.Get($"leads/{lead}/timeline")).Json.ToString();
        timeline.ShouldContain("Fifty seats.");
        timeline.ShouldNotContain("Ours alone.");
        timeline.ShouldNotContain("baltic");

        await server.Admin.Fire(lead, "withdraw");
        var left = (await altamar.Get($"events?after={came.Text("next")}"))["items"].EnumerateArray().ToList();
        left.Select(e => e.GetProperty("type").GetString()).ShouldBe(["leadLeft"]);
        left[0].GetProperty("leadId").GetInt64().ShouldBe(lead);
        left[0].GetProperty("data").EnumerateObject().ShouldBeEmpty();
    }

    private static async Task<List<long>> Walked(ApiServer server, (int Lead, int Move)[] walk, Func<long, Task> after)
    {
        var leads = new List<long>();
        for (var i = 0; i < 6; i++)
            leads.Add(await server.Admin.Take($$"""{"email":"lead{{i}}@x{{i}}.example","externalId":"e{{i}}"}"""));
        foreach (var (lead, move) in walk)
        {
            var (trigger, body) = Moves[move];
            var answer = await server.Admin.Post($"leads/{leads[lead]}/{trigger}", body);
            answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity);
            await after(leads[lead]);
        }
        return leads;
    }

    private static async Task Agree(ApiServer server, HttpClient client, Actor actor, List<long> leads)
    {
        await using var rows = server.Rows();
        var board = await server.Live.UpToDate(default);
        await using var watch = new Watching(await server.Live.Watch(BoardFilter.Everything.For(actor), default));
        var listed = (await client.Get("leads?limit=200"))["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64())
            .ToHashSet();
        var cards = (await client.Get("board"))["columns"].EnumerateArray().SelectMany(c => c.GetProperty("cards").EnumerateArray())
            .Select(c => c.GetProperty("id").GetInt64()).ToHashSet();
        using var csv = new MemoryStream();
        await server.Services.GetRequiredService<Exporter>().Export(csv, actor);
        var exported = Encoding.UTF8.GetString(csv.ToArray());
        var told = new List<string>();
        await Follow(client, 0, 50, told);
        foreach (var (id, i) in leads.Select((id, i) => (id, i)))
        {
            var lead = LeadReader.Load(rows, id)!;
            var sees = actor.Role != Role.Partner || lead.Holder == actor.Party
                || lead.Handoffs.Exists(h => h.State == HandoffState.Offered && h.To == actor.Party);
            var isOpen = lead.ClosedAt is null;
            var because = $"lead {id}, {actor.Party}: {string.Join(", ", lead.Handoffs.Select(h => $"{h.From}>{h.To} {h.State}"))}, held "
                + $"by {lead.Holder}";
            actor.Sees(lead).ShouldBe(sees, because);
            rows.Leads.SeenBy(actor).Any(l => l.Id == id).ShouldBe(sees, because);
            listed.Contains(id).ShouldBe(sees, because);
            ((await client.Get($"leads?q=lead{i}@x{i}.example"))["items"].GetArrayLength() == 1).ShouldBe(sees, because);
            ((await LeadFinder.Find(rows, actor, $"lead{i}@x{i}.example")).Count == 1).ShouldBe(sees, because);
            cards.Contains(id).ShouldBe(sees && isOpen, because);
            watch.Watch.View.Cards.Any(card => card.Id == id).ShouldBe(sees && isOpen, because);
            exported.Contains($"lead{i}@x{i}.example", StringComparison.Ordinal).ShouldBe(sees, because);
            (await LeadPicture.Read(rows, actor, server.Live.Company, id) is not null).ShouldBe(sees, because);
            var last = told.LastOrDefault(l => l.Split(' ')[1] == $"{id}");
            (last is not null && !last.EndsWith(" leadLeft", StringComparison.Ordinal)).ShouldBe(sees, because);
            foreach (var path in (string[])[$"leads/{id}", $"leads/{id}/timeline", $"leads/{id}/clocks", $"leads/by/admin/lead/e{i}"])
                (await client.Get(path)).Status.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, because);
            if (!sees)
                await IsAsIfThereWereNone(client, id);
        }
    }

    private static async Task IsAsIfThereWereNone(HttpClient client, long id)
    {
        const long Nobody = 999_999;
        foreach (var (trigger, body) in Moves)
        {
            var (hidden, none) = (await client.Post($"leads/{id}/{trigger}", body), await client.Post($"leads/{Nobody}/{trigger}", body));
            hidden.Status.ShouldBe(HttpStatusCode.NotFound);
            hidden.Text("detail")!.Replace($"{id}", "#", StringComparison.Ordinal)
                .ShouldBe(none.Text("detail")!.Replace($"{Nobody}", "#", StringComparison.Ordinal));
        }
    }

    // Each line as "sequence lead type".
    private static async Task<long> Follow(HttpClient client, long after, int limit, List<string> into)
    {
        while (true)
        {
            var page = await client.Get($"events?after={after}&limit={limit}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            into.AddRange(page["items"].EnumerateArray().Where(e => e.GetProperty("leadId").ValueKind != JsonValueKind.Null)
                .Select(e => $"{e.GetProperty("sequence")} {e.GetProperty("leadId")} {e.GetProperty("type")}"));
            var next = page["next"].GetInt64();
            if (next == after)
                return after;
            next.ShouldBeGreaterThan(after);
            after = next;
        }
    }

    private static Task<ImportResult> Import(ApiServer server, string csv) => server.Services.GetRequiredService<Importer>().Import(
        new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv)), As = ImportAs.History }, new(ActorKind.Key, 1, Role.Admin, null));

    private sealed class Watching(BoardWatch watch) : IAsyncDisposable
    {
        public BoardWatch Watch => watch;

        public ValueTask DisposeAsync()
        {
            watch.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
