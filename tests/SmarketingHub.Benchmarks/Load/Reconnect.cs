using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SmarketingHub.Benchmarks.Fixtures;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Benchmarks.Hub;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>
/// 2,000 clients follow a board of 100,000 cards, lose their connections in one moment, miss 50 changes and come back together,
/// while the board goes on changing 20 times a second.
/// </summary>
internal static class Reconnect
{
    private const int Clients = 2000;
    private const int Leads = 100_000;
    private const int Missed = 50;

    // One in five looks at a part of the board.
    private static readonly string[] Filters =
    [
        """{"grade":"A"}""", """{"holder":"sales"}""", """{"sla":"running"}""", """{"grade":"B","holder":"marketing"}""",
    ];

    public static async Task Run()
    {
        using var scratch = new Scratch();
        await using var server = await HubProcess.Start(scratch.Copy(await OpenLeads.File(Leads), "hub.db"));
        var path = $"/hubs/board?access_token={server.Api.DefaultRequestHeaders.Authorization!.Parameter}";
        var leads = await SomeLeads(server);
        await Sequence(server);
        await Say("nobody connected", server);

        var clock = Stopwatch.StartNew();
        var lasts = new long[Clients];
        using (var crowd = await Come(server.Address, path, null))
        {
            Console.WriteLine($"{Clients} joined in {clock.Elapsed.TotalSeconds:0.0} s");
            await Say("all joined", server);
            for (var i = 0; i < Clients; i++)
                lasts[i] = crowd.Clients[i].Last;
        }
        await Gone(server);
        await Say("all gone", server);
        for (var i = 0; i < Missed; i++)
            await Edit(server, leads, i);
        var head = await Sequence(server);

        using var over = new CancellationTokenSource();
        var going = GoOn(server, leads, over.Token);
        clock.Restart();
        using (var crowd = await Come(server.Address, path, lasts))
        {
            if (crowd.Clients.FirstOrDefault(client => client.Last < head) is { } late)
                throw new InvalidOperationException($"A client came back to {late.Last}, and the board was at {head}.");
            Console.WriteLine(
                $"{Clients} came back and were current in {clock.Elapsed.TotalSeconds:0.0} s, while {await Stop(going, over)} changes went "
                    + $"on");
            await Say("all back", server);
        }
        await Gone(server);
        await Say("all gone again", server);
    }

    // All at once: who has a last sequence resumes, and who looks at a part joins that first.
    private static Task<Crowd> Come(Uri server, string path, long[]? lasts) => Crowd.Connect(Clients, server, path, Clients, i =>
    {
        var filter = i % 5 == 0 ? Filters[i / 5 % Filters.Length] : "{}";
        var join = $$"""{"type":1,"invocationId":"1","target":"Join","arguments":[{{filter}}]}""";
        return lasts is null ? [join]
            : [.. filter == "{}" ? (string[])[] : [join],
                $$"""{"type":1,"invocationId":"2","target":"Resume","arguments":[{{lasts[i]}}]}"""];
    });

    private static async Task<int> GoOn(HubProcess server, long[] leads, CancellationToken over)
    {
        var changes = 0;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!over.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None))
            await Edit(server, leads, Missed + changes++);
        return changes;
    }

    private static async Task<int> Stop(Task<int> going, CancellationTokenSource over)
    {
        await over.CancelAsync();
        return await going;
    }

    private static async Task<long[]> SomeLeads(HubProcess server) =>
        [.. (await server.Api.GetFromJsonAsync<JsonElement>("api/v1/leads?limit=200")).GetProperty("items").EnumerateArray()
            .Select(lead => lead.GetProperty("id").GetInt64())];

    private static async Task Edit(HubProcess server, long[] leads, int number)
    {
        using var answer = await server.Api.PostAsJsonAsync($"api/v1/leads/{leads[number % leads.Length]}/edit",
            new { product = $"Suite {number}" });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<long> Sequence(HubProcess server) =>
        (await server.Api.GetFromJsonAsync<JsonElement>("api/v1/board")).GetProperty("sequence").GetInt64();

    private static async Task Gone(HubProcess server)
    {
        var clock = Stopwatch.StartNew();
        while ((await server.Gauge()).Watching > 0)
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException("Somebody is still registered whose connection went.");
    }

    private static async Task Say(string when, HubProcess server)
    {
        var (heap, watching) = await server.Gauge();
        Console.WriteLine($"{when,-18} heap {heap / 1e6,6:0.0} MB, resident {server.Resident / 1e6,6:0} MB, {watching} watching");
    }
}
