using System.Net;
using System.Text.Json;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Agreements;

namespace SmarketingHub.Web.Tests.Api;

/// <summary>Trying out a version by the API.</summary>
public sealed class ReplayTests
{
    private const string March = """{"from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z"}""";

    [Fact]
    public async Task A_version_is_judged_over_a_period_beside_another()
    {
        await using var server = await ApiServer.Start();
        var (agreement, lead) = await Stricter(server);

        var answer = await server.Admin.Post($"agreements/{agreement}/versions/2/replay",
            """{"from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z","against":[1]}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json.ToString());
        answer["versions"].EnumerateArray().Select(v => v.GetProperty("version").GetInt32()).ShouldBe([2, 1]);
        var (second, first) = (answer["versions"][0], answer["versions"][1]);
        first.GetProperty("changedLeads").GetInt32().ShouldBe(0);
        Commitment(answer["asItWas"], "accept").GetProperty("share").GetDecimal().ShouldBe(1);
        var accept = Commitment(second.GetProperty("figures"), "accept");
        (accept.GetProperty("breached").GetInt32(), accept.GetProperty("median").GetString(),
            accept.GetProperty("promise").GetString()).ShouldBe((1, "PT3H", "accept"));
        var change = second.GetProperty("changes")[0];
        change.GetProperty("lead").GetInt64().ShouldBe(lead);
        var promise = change.GetProperty("promises")[0];
        (promise.GetProperty("was").GetProperty("verdict").GetString(),
            promise.GetProperty("wouldBe").GetProperty("verdict").GetString()).ShouldBe(("met", "breached"));
        promise.GetProperty("wouldBe").GetProperty("dueAt").GetString().ShouldBe("2026-03-02T11:00:00Z");
        second.GetProperty("figures").GetProperty("worstHours")[0].GetProperty("day").GetString().ShouldBe("mon");

        var untold = await server.Admin.Post($"agreements/{agreement}/versions/2/replay?limit=0", March);
        untold["versions"][0].GetProperty("changes").GetArrayLength().ShouldBe(0);
        untold["versions"][0].GetProperty("changedLeads").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_or_not_there_is_told()
    {
        await using var server = await ApiServer.Start();
        var (agreement, _) = await Stricter(server);
        async Task Wrong(string body, string field, string query = "")
        {
            var answer = await server.Admin.Post($"agreements/{agreement}/versions/2/replay{query}", body);
            answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
            answer["errors"].Names().ShouldBe([field]);
        }

        await Wrong("""{"to":"2026-04-01T00:00:00Z"}""", "from");
        await Wrong("""{"from":"2026-04-01T00:00:00Z"}""", "to");
        await Wrong("""{"from":"2026-04-01T00:00:00Z","to":"2026-03-01T00:00:00Z"}""", "to");
        await Wrong("""{"from":"2026-03-01T00:00:00Z","to":"2026-04-01T00:00:00Z","against":[9]}""", "against");
        await Wrong(March, "limit", "?limit=1001");
        (await server.Admin.Post($"agreements/{agreement}/versions/9/replay", March)).ShouldBeProblem(HttpStatusCode.NotFound);
        (await server.Admin.Post("agreements/999999/versions/1/replay", March)).ShouldBeProblem(HttpStatusCode.NotFound);
        using var partner = await server.Partner();
        (await partner.Post($"agreements/{agreement}/versions/2/replay", March)).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    private static JsonElement Commitment(JsonElement figures, string id) =>
        figures.GetProperty("commitments").EnumerateArray().Single(c => c.GetProperty("commitment").GetString() == id);

    /// <summary>A lead accepted after three hours of four; then a version that asks for two.</summary>
    private static async Task<(long Agreement, long Lead)> Stricter(ApiServer server)
    {
        var lead = await server.Admin.Take("""{"email":"ana@nordwind.example","source":"pricing-request"}""");
        server.Time.Advance(TimeSpan.FromHours(3));
        await server.Admin.Fire(lead, "accept");
        return (await server.Do(write =>
        {
            var (agreement, newest) = (write.Company.Agreements[0], write.Company.Agreements[0].Versions[^1]);
            write.AddVersion(agreement.Id, newest with
            {
                EffectiveAt = write.Now,
                Commitments = [.. newest.Commitments.Select(c => c.Id == "accept"
                    ? c with { Target = BusinessDuration.Parse("PT2H") } : c)],
            });
            return agreement.Id;
        }), lead);
    }
}
