using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Replay;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Operations;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Settings;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Bell;

/// <summary>A circuit of one person at a running server: components render here, everything behind them is real.</summary>
public static class Pages
{
    public static async Task<BunitContext> Circuit(this ApiServer server, Person person)
    {
        // Nobody is let in whom the company does not know yet.
        await Eventually.Holds(() => Task.FromResult(server.Live.Company.Person(person.Id) is not null));
        // A busy machine is slow, not wrong.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        var circuit = new BunitContext();
        circuit.JSInterop.Mode = JSRuntimeMode.Loose;
        var from = server.Services;
        circuit.Services.AddSingleton(from.GetRequiredService<IDbContextFactory<HubContext>>())
            .AddSingleton(from.GetRequiredService<LiveBoard>()).AddSingleton(from.GetRequiredService<LiveBells>())
            .AddSingleton(from.GetRequiredService<LiveBreaches>())
            .AddSingleton(from.GetRequiredService<Door>()).AddSingleton<TimeProvider>(server.Time);
        circuit.Services.AddSingleton(from.GetRequiredService<PresenceTracker>()).AddSingleton(from.GetRequiredService<FigureCache>())
            .AddSingleton(from.GetRequiredService<ReportNow>()).AddSingleton(from.GetRequiredService<DeskFigures>())
            .AddSingleton(from.GetRequiredService<ReportFolds>())
            .AddSingleton<PaceCounts>().AddSingleton(from.GetRequiredService<Replayer>()).AddScoped<CircuitConnection>();
        circuit.Services.AddSingleton(from.GetRequiredService<OperationsReader>()).AddSingleton(from.GetRequiredService<Looks>());
        circuit.Services.AddSingleton(from.GetRequiredService<LetterPost>()).AddSingleton(from.GetRequiredService<LetterSender>())
            .AddSingleton(from.GetRequiredService<FormTally>()).AddSingleton(from.GetRequiredService<HubAddress>());
        circuit.Services.AddMudServices();
        circuit.Services.AddLocalization().AddScoped<Viewer>().AddScoped<Me>().AddScoped<LeadMoves>().AddTransient<Submission>();
        circuit.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(person));
        return circuit;
    }

    /// <summary>What stands below this label, by its place among those that are called so.</summary>
    public static IElement Field(this IRenderedComponent<IComponent> page, string label, int nth = 0)
    {
        var labels = page.FindAll("label.mud-input-label").Where(l => l.TextContent.Trim() == label).ToList();
        labels.Count.ShouldBeGreaterThan(nth, label);
        return page.Find($"#{labels[nth].GetAttribute("for")}");
    }

    /// <summary>What stands at the field as its error; null: nothing.</summary>
    public static string? ErrorAt(this IRenderedComponent<IComponent> page, string label, int nth = 0) =>
        page.Field(label, nth).Closest(".mud-input-control")!.QuerySelector(".mud-input-helper-text.mud-input-error")?.TextContent.Trim();

    /// <summary>Waits for a page to show it, with the clock going on a little meanwhile: feeds take a breath.</summary>
    public static Task Shows(this ApiServer server, Func<bool> shown) => Eventually.Holds(() =>
    {
        server.Time.Advance(TimeSpan.FromMilliseconds(50));
        return Task.FromResult(shown());
    });

    public static async Task<long> Take(this ApiServer server, string company, string? source = null) =>
        (await server.Do(write => write.Take(new(
            new("Ana", "Kowal", $"ana@{company.ToLowerInvariant()}.example", null, null), company, new() { Source = source }, [], null,
            null)))).LeadId;

    public static Task Assign(this ApiServer server, long lead, Person by, Person to) => server.Services.GetRequiredService<Door>()
        .Fire(Actor.Of(by), lead, null, Trigger.Assign, new() { Owner = $"{to.Id}" });

    /// <summary>Readied and offered.</summary>
    public static async Task<long> Offered(this ApiServer server, string company, string to = Party.Sales)
    {
        var door = server.Services.GetRequiredService<Door>();
        var lead = await server.Take(company);
        await door.Fire(Actor.System, lead, null, Trigger.Ready, TriggerArgs.None);
        await door.Fire(Actor.System, lead, null, Trigger.Offer, new() { To = to });
        return lead;
    }

    /// <summary>Moves the clock and fires what fell due.</summary>
    public static async Task Pass(this ApiServer server, TimeSpan time)
    {
        server.Time.Advance(time);
        await server.Services.GetRequiredService<Enforcer>().FireAll();
    }

    public static Task<Person> Hire(this ApiServer server, string name, string party, Role role) => server.Do(write => write.AddPerson(new()
    {
        Id = 0,
        Name = name,
        Email = $"{name.ToLowerInvariant()}@hub.example",
        Party = party,
        Role = role,
    }));

    private sealed class SignedIn(Person person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{person.Id}")], "test"))));
    }
}
