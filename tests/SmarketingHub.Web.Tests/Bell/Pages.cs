using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Bell;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Bell;

/// <summary>A circuit of one person at a running server: components render here, everything behind them is real.</summary>
public static class Pages
{
    public static BunitContext Circuit(this ApiServer server, Person person)
    {
        var circuit = new BunitContext();
        circuit.JSInterop.Mode = JSRuntimeMode.Loose;
        var from = server.Services;
        circuit.Services.AddSingleton(from.GetRequiredService<IDbContextFactory<HubContext>>())
            .AddSingleton(from.GetRequiredService<BoardFeed>()).AddSingleton(from.GetRequiredService<NoticeFeed>()).AddSingleton(from.GetRequiredService<BreachFeed>())
            .AddSingleton(from.GetRequiredService<Door>()).AddSingleton<TimeProvider>(server.Time);
        circuit.Services.AddMudServices();
        circuit.Services.AddLocalization().AddScoped<Viewer>().AddScoped<Me>().AddScoped<LeadMoves>();
        circuit.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(person));
        return circuit;
    }

    private sealed class SignedIn(Person person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{person.Id}")], "test"))));
    }
}
