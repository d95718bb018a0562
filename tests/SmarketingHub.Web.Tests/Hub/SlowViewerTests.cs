using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Hub;

public sealed class SlowViewerTests
{
    // Their cards are about 40 KB: a reader's buffers are full after some of them.
    private const int Leads = 100;

    [Fact]
    public async Task One_that_takes_nothing_is_dropped_while_the_others_are_told_of_every_change()
    {
        // Without pings, which would find it, too; and the system keeps little of what is not read.
        await using var server = await ApiServer.Start(listening: true, services => services
            .Configure<WebSocketOptions>(sockets => sockets.KeepAliveTimeout = Timeout.InfiniteTimeSpan)
            .Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = Listen));
        var owner = await server.Hire("Ana", Party.Marketing);
        await TakeIn(server, owner);
        var key = await server.Key("viewer", Role.Admin);
        var others = new List<(Viewer Viewer, long Last)>();
        for (var i = 0; i < 4; i++)
        {
            var viewer = await Viewer.Connect(server, key, listening: true);
            others.Add((viewer, (await viewer.Join()).GetProperty("sequence").GetInt64()));
        }
        var joined = others[0].Last;
        using var stalled = await HungClient.Join(server.Address, key);
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 5));

        var changes = 0;
        while (server.Live.Watching == 5)
        {
            changes.ShouldBeLessThan(40, "the stalled one was never dropped");
            await server.Do(write => Rename(write, owner, $"Ana {++changes}"));
            for (var i = 0; i < others.Count; i++)
            {
                var change = await others[i].Viewer.Next();
                change.From.ShouldBe(others[i].Last);
                change.Cards.GetArrayLength().ShouldBe(Leads);
                change.Cards[0].GetProperty("personName").GetString().ShouldBe($"Ana {changes}");
                others[i] = (others[i].Viewer, change.To);
                // Their last write is over, before time passes.
                await others[i].Viewer.Connection.InvokeAsync<JsonElement>("More", "captured", null);
            }
            server.Time.Advance(TimeSpan.FromSeconds(11));
        }

        server.Live.Watching.ShouldBe(4);
        await using var back = await Viewer.Connect(server, key, listening: true);
        var missed = await back.Resume(joined);
        missed.GetProperty("cards").GetArrayLength().ShouldBe(Leads);
        missed.GetProperty("to").GetInt64().ShouldBe(others[0].Last);
        foreach (var (viewer, _) in others)
            await viewer.DisposeAsync();
    }

    [Fact]
    public async Task One_that_answers_no_ping_is_dropped_though_there_is_nothing_to_tell()
    {
        await using var server = await ApiServer.Start(
            listening: true,
            services => services.Configure<WebSocketOptions>(sockets => (sockets.KeepAliveInterval,
                sockets.KeepAliveTimeout) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1))));
        var key = await server.Key("viewer", Role.Admin);
        await using var other = await Viewer.Connect(server, key, listening: true);
        await other.Join();
        using var hung = await HungClient.Join(server.Address, key);
        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 2));

        await Eventually.Holds(() => Task.FromResult(server.Live.Watching == 1));

        await server.Admin.Take();
        (await other.Next()).Cards.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Half_a_minute_is_never_exceeded()
    {
        await using var server = await ApiServer.Start();
        var sockets = server.Services.GetRequiredService<IOptions<WebSocketOptions>>().Value;
        sockets.KeepAliveTimeout.ShouldBeGreaterThan(TimeSpan.Zero);
        (sockets.KeepAliveInterval + sockets.KeepAliveTimeout).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private static Socket Listen(EndPoint at)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(at);
        socket.SendBufferSize = 4 * 1024;
        return socket;
    }

    private static Task<bool> TakeIn(ApiServer server, Person owner) => server.Do(write =>
    {
        for (var i = 0; i < Leads; i++)
        {
            var lead = write.Take(new(new("Ada", $"Nowak {i}", $"ada{i}@x{i}.example", null, "Head of Sales"), $"Nordwind {i}", new(), [],
                null, null)).LeadId;
            write.Fire(lead, Trigger.Assign, new() { Owner = owner.Email });
        }
        return true;
    });

    private static bool Rename(Write write, Person person, string name)
    {
        write.ChangePerson(person with { Name = name });
        return true;
    }
}
