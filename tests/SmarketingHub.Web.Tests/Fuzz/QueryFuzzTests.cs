using System.Net;
using CsCheck;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>Filters and cursors: whatever is asked is answered, or refused by the parameter's name.</summary>
public sealed class QueryFuzzTests(FuzzedServer server) : IClassFixture<FuzzedServer>
{
    private static readonly Gen<string> Odd = Gen.Frequency(
        (3, Hostile.Text),
        (2,
            Hostile.OneOf("", "0", "-1", "1", "200", "201", "2147483648", "9223372036854775807", "9223372036854775808", "1e3", " 1", "١",
                "none", "captured", "Captured", "running", "atRisk", "sales", "A", "%", "_", "\\")),
        (2,
            Hostile.OneOf("MQ", "MTA", "LTE", "OTk5OTk5OTk5OTk5OTk5OTk5OQ", "MQ==", "_w", "____", "OjE", "MTox", "LTk5OTk5OTk5OTk5OTk5Oi0x",
                "9", "MTo6MQ")));

    private static readonly (string Path, string[] Names)[] Asked =
    [
        ("leads", ["stage", "holder", "owner", "sla", "q", "cursor", "limit"]),
        ("board", ["grade", "source", "country", "holder", "owner", "sla", "q"]),
        ("board/captured", ["grade", "q", "cursor", "sla"]),
        ("events", ["after", "limit"]),
        ("leads/1/timeline", ["cursor", "limit"]),
        ("leads/1/clocks", ["explain"]),
        ("reports/pace", ["agreement", "at"]),
    ];

    [Fact]
    public async Task Every_query_is_answered_or_named() =>
        await Gen.Select(Hostile.OneOf(Asked), Gen.Int[0, 6], Odd, Gen.Int[0, 6], Odd).SampleAsync(async (asked, one, first, two, second) =>
        {
            string Name(int i) => asked.Names[i % asked.Names.Length];
            var path = asked.Path.Replace("/1/", $"/{server.Lead(one)}/", StringComparison.Ordinal);
            await server.Get($"{path}?{Name(one)}={Escape(first)}&{Name(two)}={Escape(second)}");
        }, iter: 500, threads: 2);

    [Fact]
    public async Task Cursors_that_were_cut_or_changed_are_refused_or_page_on()
    {
        var next = (await server.Get("leads?limit=1")).Text("next")!;
        for (var at = 0; at < next.Length; at++)
        {
            await server.Get($"leads?cursor={next[..at]}");
            await server.Get($"leads?cursor={next[..at]}{(next[at] == 'M' ? 'L' : 'M')}{next[(at + 1)..]}");
        }
        var refused = await server.Get($"leads?cursor={next}{next}{next}{next}{next}{next}{next}{next}{next}{next}{next}");
        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        refused["errors"].Names().ShouldBe(["cursor"]);
    }

    [Fact]
    public async Task What_is_longer_than_any_name_is_refused_by_its_name()
    {
        foreach (var (path, name) in new[] { ("leads", "q"), ("leads", "holder"), ("leads", "owner"), ("board", "q"), ("board", "source") })
        {
            var refused = await server.Get($"{path}?{name}={new string('x', 100_000)}");
            refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
            refused["errors"].Names().ShouldBe([name]);
        }
    }

    [Fact]
    public async Task Names_of_other_systems_in_the_address() =>
        await Gen.Select(Hostile.Text, Hostile.Text, Gen.Bool).SampleAsync(async (type, id, write) =>
        {
            if (Escape(type).Length > 0 && Escape(id).Length > 0)
                await server.Send(write ? HttpMethod.Put : HttpMethod.Get, $"leads/by/crm/{Escape(type)}/{Escape(id)}",
                    write ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null, []);
        }, iter: 200, threads: 2);

    // What the client's own library would not send is left out: NUL, half characters, dots that walk up.
    private static string Escape(string text) =>
        Uri.EscapeDataString(string.Concat(text.Where(c => c != '\0' && !char.IsSurrogate(c))).Trim('.')) is { Length: < 60_000 } escaped
            ? escaped : "long";
}
