using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Recipes;

/// <summary>A call to another system, as it came.</summary>
internal sealed record Call(string Method, string Path, string Query, string Text)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;
}

/// <summary>
/// Another system's public API, as far as a recipe calls it: it answers by method and path, and refuses whoever has no token.
/// </summary>
internal sealed class StandIn : IDisposable
{
    internal const string Token = "their-token";

    private readonly HttpListener listener;
    private readonly Dictionary<string, Func<Call, (int Status, JsonNode? Body)>> routes = [];

    internal StandIn()
    {
        (listener, Url) = LocalListener.Start();
        _ = Serve();
    }

    internal string Url { get; }

    internal ConcurrentQueue<Call> Calls { get; } = [];

    internal IEnumerable<Call> To(string path) => Calls.Where(call => call.Path == path);

    internal void On(string methodAndPath, Func<Call, JsonNode?> answer) => routes[methodAndPath] = call => (200, answer(call));

    internal void On(string methodAndPath, Func<Call, (int, JsonNode?)> answer) => routes[methodAndPath] = answer;

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            var context = await listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            var call = new Call(
                context.Request.HttpMethod, context.Request.Url!.AbsolutePath, WebUtility.UrlDecode(context.Request.Url.Query),
                await reader.ReadToEndAsync());
            Calls.Enqueue(call);
            var isKnown = call.Path == "/services/oauth2/token" || context.Request.Headers["Authorization"] == $"Bearer {Token}";
            var (status, body) = !isKnown ? (401, null)
                : routes.TryGetValue($"{call.Method} {call.Path}", out var answer) ? answer(call) : (404, new JsonObject());
            context.Response.StatusCode = status;
            if (status == 429)
                context.Response.Headers["Retry-After"] = "0";
            context.Response.Close(Encoding.UTF8.GetBytes(body?.ToJsonString() ?? ""), willBlock: false);
        }
    }
}
