using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SmarketingHub.EndToEnd.Tests.Storage;

/// <summary>A program that takes leads in, remembers what it was told, and looks at how it was refused.</summary>
internal sealed class Client(HubServer server)
{
    private readonly Dictionary<int, long> leads = [];

    /// <summary>One more lead under a key of its own, or the one that was refused before.</summary>
    /// <returns>Whether it was acknowledged; else it was refused as a program can handle it.</returns>
    internal async Task<bool> Take(string? because = null)
    {
        var number = leads.Count;
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/leads")
        {
            Content = JsonContent.Create(new { email = $"p{number}@example.com", source = "web-form" }),
            Headers = { { "Idempotency-Key", $"take-{number}" } },
        };
        using var answer = await server.Api.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            leads[number] = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetInt64();
            return true;
        }
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
        answer.Headers.RetryAfter?.Delta.ShouldNotBeNull();
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        if (because is not null)
            text.ShouldContain(because);
        return false;
    }

    internal async Task ReadsGoOn()
    {
        (await server.Get($"api/v1/leads/{leads[0]}")).GetProperty("id").GetInt64().ShouldBe(leads[0]);
        (await server.Get("api/v1/board")).GetProperty("sequence").GetInt64().ShouldBeGreaterThan(0);
        (await server.Get("api/v1/events?after=0&limit=5")).GetProperty("items").GetArrayLength().ShouldBe(5);
    }

    /// <summary>Each lead that was acknowledged is there, once; and no other but the one that was refused last.</summary>
    internal void AllAreThere(IReadOnlyCollection<long> stored)
    {
        leads.Values.ShouldBeUnique();
        leads.Values.Except(stored).ShouldBeEmpty("acknowledged leads are lost");
        stored.Count.ShouldBeInRange(leads.Count, leads.Count + 1);
    }
}
