using System.Text.Json;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Hub;

public sealed class CrowdTests
{
    private const int Viewers = 40;

    [Fact]
    public async Task Many_who_come_back_at_once_are_told_exactly_what_each_missed()
    {
        await using var server = await ApiServer.Start();
        var key = await server.Key("crowd", Role.Admin);
        var (moved, left, same) = (
            await server.Admin.Take("""{"email":"a@x.example","grade":"A"}"""),
            await server.Admin.Take("""{"email":"b@y.example","grade":"A"}"""),
            await server.Admin.Take("""{"email":"c@z.example","grade":"A"}"""));
        var lasts = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(async i =>
        {
            await using var viewer = await Viewer.Connect(server, key);
            return (await viewer.Join(FilterOf(i))).GetProperty("sequence").GetInt64();
        }));
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 0));
        await server.Admin.Fire(moved, "ready");
        await server.Admin.Fire(left, "disqualify", """{"reason":"no fit"}""");
        var ungraded = await server.Admin.Take("""{"email":"d@w.example","grade":"C"}""");

        var viewers = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => Viewer.Connect(server, key)));
        var missed = await Task.WhenAll(viewers.Select(async (viewer, i) =>
        {
            await viewer.Join(FilterOf(i));
            return await viewer.Resume(lasts[i]);
        }));

        for (var i = 0; i < Viewers; i++)
        {
            missed[i].GetProperty("from").GetInt64().ShouldBe(lasts[i]);
            Ids(missed[i].GetProperty("cards")).ShouldBe(i % 2 == 0 ? [moved, ungraded] : [moved], ignoreOrder: true);
            missed[i].GetProperty("gone").EnumerateArray().Select(id => id.GetInt64()).ShouldContain(left);
            missed[i].ToString().ShouldNotContain($"\"id\":{same},");
        }
        server.Live.Watching.ShouldBe(Viewers);
        await server.Admin.Fire(same, "ready");
        for (var i = 0; i < Viewers; i++)
        {
            var next = await viewers[i].Next();
            next.From.ShouldBe(missed[i].GetProperty("to").GetInt64());
            Ids(next.Cards).ShouldBe([same]);
            await viewers[i].DisposeAsync();
        }
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 0));
    }

    [Fact]
    public async Task Who_came_by_a_revoked_key_is_told_nothing_more()
    {
        await using var server = await ApiServer.Start();
        await using var stays = await Viewer.Connect(server, await server.Key("stays", Role.Admin));
        await using var goes = await Viewer.Connect(server, await server.Key("goes", Role.Admin));
        await stays.Join();
        await goes.Join();
        var lead = await server.Admin.Take();
        (await stays.Next(), await goes.Next()).ShouldNotBe(default);
        await server.Do(write =>
        {
            write.RevokeApiKey("goes");
            return true;
        });
        server.Time.Advance(TimeSpan.FromSeconds(10));

        await server.Admin.Fire(lead, "ready");

        (await stays.Next()).Cards.GetArrayLength().ShouldBe(1);
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 1));
        goes.Waiting.ShouldBe(0);
    }

    // Two filters, in turn.
    private static object? FilterOf(int number) => number % 2 == 0 ? null : new { grade = "A" };

    private static IEnumerable<long> Ids(JsonElement cards) => cards.EnumerateArray().Select(card => card.GetProperty("id").GetInt64());
}
