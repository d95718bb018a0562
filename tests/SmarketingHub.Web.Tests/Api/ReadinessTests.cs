using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ReadinessTests
{
    [Fact]
    public async Task Whoever_asks_is_told_that_requests_can_be_sent_here()
    {
        await using var server = await ApiServer.Start();
        using var anybody = server.Client(null);
        (await anybody.Get("/readyz")).Text("status").ShouldBe("ready");
        (await anybody.Get("/healthz")).Text("status").ShouldBe("ok");
        var before = await server.Sequence();
        for (var i = 0; i < 5; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(2));
            (await anybody.Get("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
        }
        (await server.Sequence()).ShouldBe(before, "asking changes nothing");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_and_so_is_one_that_came_back()
    {
        await using var server = await ApiServer.Start();
        using var anybody = server.Client(null);
        File.Move(server.File, server.File + ".away");
        var gone = await anybody.Get("/readyz");
        gone.ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
        gone.Text("detail").ShouldBe("The file cannot be written: the file is gone.");
        await using (var rows = server.Rows())
        {
            rows.Database.SetConnectionString($"{rows.Database.GetConnectionString()};Pooling=False");
            Should.Throw<SqliteException>(() => rows.Leads.Count(), "whoever opens it makes no other in its place");
        }
        File.Move(server.File + ".away", server.File);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        (await anybody.Get("/readyz")).Text("status").ShouldBe("ready");
    }

    [Fact]
    public async Task While_somebody_writes_it_is_ready()
    {
        await using var server = await ApiServer.Start();
        using var anybody = server.Client(null);
        await using var rows = server.Rows();
        await using (await rows.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
            (await anybody.Get("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_is_stopping_is_not_ready()
    {
        await using var server = await ApiServer.Start();
        using var anybody = server.Client(null);
        (await anybody.Get("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var told = new TaskCompletionSource<string?>();
        // Asked amid the stop: afterwards nobody answers.
        lifetime.ApplicationStopping.Register(() => told.SetResult(Task.Run(() => anybody.Get("/readyz")).GetAwaiter().GetResult()
            .Text("detail")));
        lifetime.StopApplication();
        (await told.Task).ShouldBe("The server is stopping.");
    }
}

internal static class Counted
{
    internal static async Task<long> Sequence(this ApiServer server) =>
        (await server.Admin.Get("board"))["sequence"].GetInt64();
}
