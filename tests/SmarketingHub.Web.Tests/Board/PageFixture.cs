using System.Security.Claims;
using Bunit;
using Bunit.Rendering;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.People;
using SmarketingHub.Engine.Tests;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Tests.Api;

namespace SmarketingHub.Web.Tests.Board;

/// <summary>Pages over the real engine on a real file, without a browser. It is Monday 2026-03-02, 09:00 in Warsaw.</summary>
public sealed class PageFixture : IAsyncDisposable
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 8, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("hub").FullName;
    private readonly BunitAuthorizationContext authorization;

    private PageFixture(Action<IServiceCollection>? more)
    {
        // A busy machine is slow, not wrong.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        Pages.JSInterop.Mode = JSRuntimeMode.Loose;
        Pages.JSInterop.SetupModule("./js/board.js").Setup<Dictionary<string, bool>>("start", _ => true).SetResult([]);
        Pages.Services.AddSingleton<TimeProvider>(Time)
            .AddHubEngine($"Data Source={File}").AddHubServer()
            .AddLocalization().AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false)
            .AddSingleton<FigureCache>().AddSingleton<LiveFigures>().AddSingleton<PaceCounts>()
            .AddSingleton<LiveBells>().AddSingleton<Looks>()
            .AddScoped<Me>().AddScoped<Viewer>().AddScoped<LeadMoves>().AddTransient<Submission>();
        authorization = Pages.AddAuthorization();
        more?.Invoke(Pages.Services);
    }

    private string File => Path.Combine(folder, "hub.db");
    public BunitContext Pages { get; } = new();
    public LeapingTime Time { get; } = new(Monday.ToDateTimeOffset());
    public Door Door => Pages.Services.GetRequiredService<Door>();
    public LiveBoard Board => Pages.Services.GetRequiredService<LiveBoard>();
    public static Actor Admin { get; } = new(ActorKind.Key, 1, Role.Admin, null);

    public static async Task<PageFixture> Start(Action<IServiceCollection>? more = null)
    {
        var hub = new PageFixture(more);
        await FreshFile.CopyTo(hub.File, "Europe/Warsaw", "EUR", Monday);
        await HubEngine.Open(hub.Pages.Services);
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        return hub;
    }

    public async Task<Person> Hire(string name, string party = Party.Sales, Role role = Role.Rep)
    {
        var person = await Door.Do(Admin, write => write.AddPerson(new()
        {
            Id = 0,
            Name = name,
            Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@hub.example",
            Party = party,
            Role = role,
        }));
        await Until(() => Board.Company.Person(person.Id) is not null);
        return person;
    }

    public async Task AddPartner() => await Door.Do(Admin, write =>
    {
        write.AddParty(new("partner:altamar", "Altamar", PartyKind.Partner));
        return true;
    });

    public void SignIn(Person person)
    {
        authorization.SetAuthorized(person.Name);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{person.Id}"));
    }

    public async Task<long> Take(string company = "Nordwind", string? source = null, string? grade = null) =>
        (await Door.Do(Admin, write => write.Take(new(
            new("Eva", "Prax", $"eva@{company.ToLowerInvariant()}.example", null, "CFO"), company, new() { Source = source, Grade = grade },
            [], null, null)))).LeadId;

    public Task<long> Fire(long lead, Trigger trigger, TriggerArgs? args = null) =>
        Door.Fire(Admin, lead, null, trigger, args ?? TriggerArgs.None);

    public Lead Lead(long id)
    {
        using var rows = Pages.Services.GetRequiredService<IDbContextFactory<HubContext>>().CreateDbContext();
        return LeadReader.Load(rows, id)!;
    }

    /// <summary>Waits for what the page shows next, while its pauses between two pictures pass.</summary>
    public Task Shows(Func<bool> holds) => Until(() =>
    {
        Time.Advance(TimeSpan.FromMilliseconds(200));
        return holds();
    });

    /// <summary>Moves the clock and fires what fell due.</summary>
    public async Task Pass(Duration duration)
    {
        Time.Advance(duration.ToTimeSpan());
        await Pages.Services.GetRequiredService<Enforcer>().FireAll();
    }

    /// <summary>Waits until the board has seen this lead.</summary>
    public Task Seen(long lead) => Until(() => Board.Current.Cards.GetValueOrDefault(lead)?.Version == Lead(lead).Version);

    /// <summary>A page, with room for its dialogs and lists.</summary>
    public IRenderedComponent<ContainerFragment> Render<TPage>(Action<RenderTreeBuilder>? parameters = null) where TPage : IComponent =>
        Pages.Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<TPage>(2);
            parameters?.Invoke(builder);
            builder.CloseComponent();
        });

    public static Task Until(Func<bool> holds) => Eventually.Holds(() => Task.FromResult(holds()));

    public async ValueTask DisposeAsync()
    {
        await Board.StopAsync(default);
        await Pages.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
