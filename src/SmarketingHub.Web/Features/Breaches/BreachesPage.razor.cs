using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Breaches;

public sealed partial class BreachesPage(
    IDbContextFactory<HubContext> contexts, LiveBoard live, LiveBreaches breaches, FigureCache counted, Me me, Viewer viewer,
    IDialogService dialogs, NavigationManager navigation, IJSRuntime js, TimeProvider time) : IAsyncDisposable
{
    // How often the forecast is told anew while somebody looks at it: it changes as time goes by.
    private static readonly TimeSpan Refreshed = TimeSpan.FromMinutes(1);

    private readonly DeskFigures figures = new(counted, contexts, live);
    private readonly HashSet<long> chosen = [];
    private BreachPage? list;
    private ForecastPage? forecasts;
    private DeskPast? past;
    private CauseCounts? causes;
    private int? likely;
    private ITimer? timer;
    private Actor? actor;
    private Instant asOf;
    private OpenTimes openTimes = new(new Dictionary<string, long[][]>());
    private IJSObjectReference? late;
    private bool left, loading, again;

    private Company Company => live.Company;

    private bool Sees => actor?.SeesAll() == true;

    private IReadOnlyList<DeskAction> Actions => actor!.For(PartNow);

    private IReadOnlyList<DeskItem> OnPage => PartNow == DeskPart.Risk
        ? [.. (forecasts?.Forecasts ?? []).Select(DeskItem.Of)]
        : [.. list!.Breaches.Where(b => b.Clock.State == ClockState.Breached).Select(DeskItem.Of)];

    protected override void OnInitialized()
    {
        breaches.Changed += OnChanged;
        live.Renamed += Renamed;
        timer = time.CreateTimer(_ => Tick(), null, Refreshed, Refreshed);
    }

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        await viewer.Locate();
    }

    protected override Task OnParametersSetAsync() => Load();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (list is null || left)
            return;
        late ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/late.js");
        await late.InvokeVoidAsync(
            "start", ClockTexts.For(L), CultureInfo.CurrentUICulture.Name, L["{0} late and counting"].Value, openTimes.Intervals,
            time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    // From the board's own thread: quick, and never blocks.
    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        try
        {
            await Load();
            if (!left)
                StateHasChanged();
        }
        catch (Exception error) when (!left)
        {
            await DispatchExceptionAsync(error);
        }
    });

    private void Renamed(IReadOnlySet<long> leads)
    {
        if (list?.Breaches.Any(breach => leads.Contains(breach.Clock.LeadId)) == true)
            OnChanged();
    }

    private void Tick()
    {
        if (PartNow == DeskPart.Risk)
            OnChanged();
    }

    // What comes while it reads is one more reading.
    private async Task Load()
    {
        again = true;
        if (loading)
            return;
        loading = true;
        try
        {
            while (again && !left)
            {
                again = false;
                await live.Ready;
                actor = await me.Actor();
                asOf = Instant.FromDateTimeOffset(time.GetUtcNow());
                openTimes = OpenTimesNow.Of(live, asOf, openTimes);
                await using var rows = await contexts.CreateDbContextAsync();
                var filter = Filter with { Clocks = Sees && Behind is { } behind ? await figures.Behind(behind) : null };
                var asked = PartNow;
                list = await BreachList.Read(rows, actor, filter, asked == DeskPart.Risk ? 1 : PageNow, asOf);
                if (Sees && asked is DeskPart.Settle or DeskPart.All)
                    causes = await figures.Causes(asOf);
                if (past is null)
                    _ = LoadPast();
                else
                    await LoadForecasts(rows, asked);
                ToLastPage();
            }
        }
        finally
        {
            loading = false;
        }
    }

    // An older address, or what stood there is settled meanwhile: an empty page of a list that is not would say that there is nothing.
    private void ToLastPage()
    {
        if (!left && !again && PageNow > Pages && Pages > 0)
            navigation.NavigateTo(At(Pages), replace: true);
    }

    private async Task LoadForecasts(HubContext rows, DeskPart asked)
    {
        past = await figures.Past();
        likely = await figures.Likely(actor!);
        if (asked == DeskPart.Risk)
            forecasts = await ForecastList.Read(rows, Company, past.Pace, actor!, Filter, PageNow, asOf);
    }

    // The list does not wait for it: it may take some seconds with many leads.
    private async Task LoadPast()
    {
        try
        {
            await using var rows = await contexts.CreateDbContextAsync();
            await LoadForecasts(rows, PartNow);
            if (!left)
                await InvokeAsync(() =>
                {
                    ToLastPage();
                    StateHasChanged();
                });
        }
        catch (Exception error) when (!left)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private int Count(BreachStatus status) => list!.Counts.GetValueOrDefault(status);

    private Task Act(DeskAction action) => Act(action, [.. OnPage.Where(item => chosen.Contains(item.Clock))]);

    private Task Act(DeskAction action, params IReadOnlyList<DeskItem> items) =>
        items.Count == 0 ? Task.CompletedTask : dialogs.ShowAsync<DeskDialog>(null, new DialogParameters<DeskDialog>
        {
            { d => d.Action, action },
            { d => d.Chosen, items },
            { d => d.Done, EventCallback.Factory.Create<IReadOnlyList<long>>(this, Done) },
        });

    // What was refused stays chosen.
    private Task Done(IReadOnlyList<long> clocks)
    {
        chosen.ExceptWith(clocks);
        return Load();
    }

    private Task EditCauses() => dialogs.ShowAsync<CausesDialog>(null,
        new DialogParameters<CausesDialog> { { d => d.Changed, EventCallback.Factory.Create(this, Load) } });

    public async ValueTask DisposeAsync()
    {
        left = true;
        if (timer is not null)
            await timer.DisposeAsync();
        breaches.Changed -= OnChanged;
        live.Renamed -= Renamed;
        try
        {
            if (late is not null)
            {
                await late.InvokeVoidAsync("stop");
                await late.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
            late = null;
        }
    }
}
