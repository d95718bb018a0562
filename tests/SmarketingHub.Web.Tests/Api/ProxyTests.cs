using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Tests.Api;

public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "203.0.113.9", "127.0.0.1", "no proxy is known")]
    [InlineData("10.0.0.5, 192.0.2.0/24", "203.0.113.9", "127.0.0.1", "the caller is none of them")]
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9", "the caller is the proxy")]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9", "the caller is in its network")]
    [InlineData("127.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9", "what the caller of the proxy wrote itself is not believed")]
    [InlineData("127.0.0.1 203.0.113.9", "198.51.100.7, 203.0.113.9", "198.51.100.7", "two proxies behind each other")]
    public async Task A_signature_says_from_where_it_came_and_only_a_known_proxy_is_believed(
        string? known, string header, string from, string because)
    {
        await using var server = await ApiServer.Start(listening: true, proxies: known);
        var mia = await server.Do(write => write.AddPerson(new()
        {
            Id = 0,
            Name = "Mia",
            Email = "mia@hub.example",
            Party = Party.Marketing,
            Role = Role.Lead,
        }));
        var id = (await server.Admin.Get("agreements"))["items"][0].GetProperty("id").GetInt64();
        var text = JsonNode.Parse((await server.Admin.Post($"agreements/{id}/versions"))["text"].GetRawText())!;
        text["commitments"]![0]!["target"] = "PT1H";
        (await server.Admin.Put($"agreements/{id}/versions/2", text.ToJsonString())).Status.ShouldBe(HttpStatusCode.OK);
        (await server.Admin.Post($"agreements/{id}/versions/2/propose")).Json.ToString().ShouldContain("proposed");

        var signed = await server.Admin.Post($"agreements/{id}/versions/2/sign", $$"""{"by":"person:{{mia.Id}}"}""",
            ("X-Forwarded-For", header));

        signed["version"].GetProperty("signatures")[0].GetProperty("from").GetString().ShouldBe($"admin ({from})", because);
    }

    [Fact]
    public async Task What_is_neither_an_address_nor_a_network_is_named()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        app.Configuration["Proxy:Known"] = "10.0.0.5, proxy.example";
        Should.Throw<FormatException>(app.UseKnownProxies).Message.ShouldStartWith("Proxy:Known has 'proxy.example'");
    }
}
