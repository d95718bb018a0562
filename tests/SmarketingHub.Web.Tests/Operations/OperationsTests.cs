using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Web.Features.Connected;
using SmarketingHub.Web.Features.Operations;
using SmarketingHub.Web.Tests.Account;
using SmarketingHub.Web.Tests.Api;
using SmarketingHub.Web.Tests.Bell;
using SmarketingHub.Web.Tests.Hub;

namespace SmarketingHub.Web.Tests.Operations;

public sealed class OperationsTests
{
    [Theory]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.Manager, false)]
    [InlineData(Role.Lead, false)]
    [InlineData(Role.Rep, false)]
    public async Task The_page_is_for_administrators_alone(Role role, bool may)
    {
        await using var site = await Site.Start();
        await site.Hire("Ana", role);
        using var browser = site.Browser();
        await Site.SignIn(browser, "ana");
        var answer = await browser.GetAsync("/operations", Xunit.TestContext.Current.CancellationToken);
        (answer.StatusCode == HttpStatusCode.OK).ShouldBe(may, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task It_says_how_the_installation_does_and_is_read_anew_while_somebody_looks()
    {
        await using var server = await ApiServer.Start();
        await server.Admin.Take();
        await using var circuit = await server.Circuit(await server.Hire("Ana", Party.Sales, Role.Admin));
        var page = circuit.Render<OperationsPage>();
        await server.Shows(() => page.Markup.Contains("All is well", StringComparison.Ordinal));
        page.Markup.ShouldContain("Backup__Folder is not set");
        page.FindAll("code").Select(code => code.TextContent).ShouldContain("Take");
        page.FindAll("code").Select(code => code.TextContent).ShouldContain("Leads");

        server.Services.GetRequiredService<Troubles>().Failed(
            "backup", TroubleKind.NoBackup, Phrase.Of("The disk of /backups is full."),
            NodaTime.Instant.FromDateTimeOffset(server.Time.GetUtcNow()));
        await server.Shows(() => page.Markup.Contains("Something needs you", StringComparison.Ordinal));
        page.Markup.ShouldContain("No backup comes about since");
    }

    [Fact]
    public async Task Whoever_is_connected_is_named_by_person_and_by_key()
    {
        await using var server = await ApiServer.Start(listening: true);
        var ana = await server.Hire("Ana", Party.Sales, Role.Admin);
        await server.Live.UpToDate(default);
        var connections = server.Services.GetRequiredService<Connections>();
        object one = new(), other = new();
        connections.Enter(one, new(ana.Id, null, null));
        connections.Enter(other, new(ana.Id, null, null));
        connections.Enter(other, new(ana.Id, null, null));
        await using (await Viewer.Connect(server, await server.Key("crm", Role.Manager), listening: true))
        {
            await Eventually.Holds(() => Task.FromResult(connections.Programs == 1));
            var now = await server.Services.GetRequiredService<OperationsReader>().Read();
            now.Connected.ShouldBe([new("Ana", false, 2), new("crm", true, 1)]);
        }
        connections.Leave(one);
        connections.Leave(other);
        await Eventually.Holds(async () => (await server.Services.GetRequiredService<OperationsReader>().Read()).Connected.Count == 0);
    }
}
