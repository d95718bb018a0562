using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SmarketingHub.Engine.Verification;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Fuzz;

/// <summary>A server to be thrown things at. Every answer is one that was meant; in the end the ledger proves the rows.</summary>
public sealed class FuzzedServer : IAsyncLifetime
{
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(30);

    private readonly List<long> leads = [];
    private ApiServer server = null!;

    public ApiServer Inner => server;

    /// <summary>With a person and leads in several stages.</summary>
    public async ValueTask InitializeAsync()
    {
        server = await ApiServer.Start();
        var admin = server.Admin;
        await server.Hire("bo");
        string[] way = ["ready", "offer", "accept", "attempt", "book", "hold", "qualify", "convert"];
        for (var steps = 0; steps <= way.Length; steps++)
        {
            var lead = await admin.Take($$"""{"email":"p{{steps}}@fuzz.example"}""");
            foreach (var step in way[..steps])
                await admin.Fire(lead, step, step switch
                {
                    "offer" => """{"to":"sales"}""",
                    "attempt" => """{"kind":"call","reached":true,"by":"bo@hub.example"}""",
                    "book" => """{"at":"2026-03-03T09:00:00Z"}""",
                    "convert" => """{"amount":{"amount":1,"currency":"EUR"}}""",
                    _ => "{}",
                });
            leads.Add(lead);
        }
    }

    /// <summary>One of its leads, or one that is none.</summary>
    public long Lead(int number) => number < 36 ? leads[number % leads.Count] : number - 37;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, content: null, []);

    public Task<Answer> Send(HttpMethod method, string path, string body, (string Name, string Value)[] headers) =>
        Send(method, path, new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), headers);

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await server.Admin.SendAsync(request).WaitAsync(NoHang);
        var text = await response.Content.ReadAsStringAsync();
        var answer = new Answer(response.StatusCode, text.StartsWith('{') ? System.Text.Json.JsonDocument.Parse(text).RootElement : default,
            response);
        ShouldBeMeant(answer, text);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var rows = server.Rows();
            Verifier.Verify(rows).Problems.ShouldBeEmpty();
            await ShouldBeReadable();
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    // Taken, or refused by a problem that says what: a wrong argument by its name.
    private static void ShouldBeMeant(Answer answer, string text)
    {
        ((int)answer.Status).ShouldBeLessThan(500, text);
        if ((int)answer.Status < 400)
            return;
        answer.ShouldBeProblem(answer.Status);
        answer.Text("detail").ShouldNotBeNullOrWhiteSpace();
        if (answer.Status == HttpStatusCode.UnprocessableEntity && !text.Contains("Idempotency-Key", StringComparison.Ordinal))
            answer["errors"].EnumerateObject().ShouldNotBeEmpty(text);
        text.Length.ShouldBeLessThan(20_000);
    }

    private async Task ShouldBeReadable()
    {
        (await server.Admin.Get("board")).Status.ShouldBe(HttpStatusCode.OK);
        var cursor = "";
        while (true)
        {
            var page = await server.Admin.Get($"leads?limit=200{cursor}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            foreach (var lead in page["items"].EnumerateArray().Select(l => l.GetProperty("id").GetInt64()))
            {
                (await server.Admin.Get($"leads/{lead}/timeline")).Status.ShouldBe(HttpStatusCode.OK);
                (await server.Admin.Get($"leads/{lead}/clocks?explain=true")).Status.ShouldBe(HttpStatusCode.OK);
            }
            if (page["next"].GetString() is not { } next)
                return;
            cursor = $"&cursor={next}";
        }
    }
}
