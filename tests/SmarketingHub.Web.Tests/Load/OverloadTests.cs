using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Load;

public sealed class OverloadTests
{
    [Fact]
    public async Task When_too_much_waits_programs_are_told_when_to_come_back_and_all_else_is_usable()
    {
        await using var server = await ApiServer.Start();
        var lead = await server.Admin.Take();
        using var writer = await BusyWriter.Occupy(server.Services.GetRequiredService<Door>());
        var waiting = Enumerable.Range(0, Door.MostWaiting).Select(_ => server.Do(write => write.NextId())).ToList();

        var refused = await server.Admin.Post("leads", """{"email":"late@x.example"}""", ("Idempotency-Key", "late"));
        refused.ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
        refused.Response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        using var anybody = server.Client(null);
        (await anybody.Get("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.Get("/account/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.Admin.Get("board")).Status.ShouldBe(HttpStatusCode.OK);
        (await server.Admin.Get($"leads/{lead}")).Status.ShouldBe(HttpStatusCode.OK);

        writer.Release();
        await Task.WhenAll(waiting);
        (await server.Admin.Post("leads", """{"email":"late@x.example"}""",
            ("Idempotency-Key", "late"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_keys_no_more_is_taken_on_than_can_be_answered()
    {
        await using var server = await ApiServer.Start();
        var keys = new List<HttpClient>();
        for (var i = 0; i < 4; i++)
            keys.Add(server.Client(await server.Key($"key {i}", Role.Admin)));
        using var writer = await BusyWriter.Occupy(server.Services.GetRequiredService<Door>());
        const int most = 512, more = 20;
        var sent = Enumerable.Range(0, most + more)
            .Select(i => keys[i % keys.Count].Post("leads", $$"""{"email":"p{{i}}@x{{i}}.example"}""")).ToList();

        for (var i = 0; i < more; i++)
        {
            var refused = await Task.WhenAny(sent);
            sent.Remove(refused);
            (await refused).ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
            (await refused).Response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }
        using var anybody = server.Client(null);
        (await anybody.Get("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.Get("/account/sign-in")).Status.ShouldBe(HttpStatusCode.OK);

        writer.Release();
        (await Task.WhenAll(sent)).Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.Created]);
        (await server.Admin.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(most);
    }

    [Fact]
    public async Task A_key_that_floods_is_told_so_and_holds_up_no_other()
    {
        await using var server = await ApiServer.Start();
        using var other = server.Client(await server.Key("other", Role.Admin));
        using var writer = await BusyWriter.Occupy(server.Services.GetRequiredService<Door>());
        const int most = 256, more = 20;
        var sent = Enumerable.Range(0, most + more).Select(i => server.Admin.Post("leads", $$"""{"email":"p{{i}}@x{{i}}.example"}"""))
            .ToList();

        for (var i = 0; i < more; i++)
        {
            var refused = await Task.WhenAny(sent);
            sent.Remove(refused);
            (await refused).ShouldBeProblem(HttpStatusCode.TooManyRequests);
            (await refused).Response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        }
        (await server.Admin.Get("board")).ShouldBeProblem(HttpStatusCode.TooManyRequests);
        (await other.Get("board")).Status.ShouldBe(HttpStatusCode.OK);
        var others = other.Post("leads", """{"email":"other@x.example"}""");

        writer.Release();
        (await Task.WhenAll(sent)).Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.Created]);
        (await others).Status.ShouldBe(HttpStatusCode.Created);
        (await server.Admin.Get("board"))["figures"].GetProperty("open").GetInt32().ShouldBe(most + 1);
    }
}
