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
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Breaches;

public sealed partial class BreachesPage(
    IDbContextFactory<HubContext> contexts, LiveBoard live, LiveBreaches breaches, DeskFigures figures, Looks looks, Me me, Viewer viewer,
    IDialogService dialogs, NavigationManager navigation, IJSRuntime js, TimeProvider time) : IAsyncDisposable
{
    // How often the forecast is told anew while somebody looks at it: it changes as time goes by.
    private static readonly TimeSpan Refreshed = TimeSpan.FromMinutes(1);

    private readonly DeskChoice choice = new();
    private (DeskPart, BreachFilter, string?, int) shown;
    private (DeskPart, BreachFilter, string?, int)? looked;
    private IReadOnlyList<DeskItem> onPage = [];
    private BreachPage? list;
    private ForecastPage? forecasts;
    private DeskPast? past;
    private CauseCounts? causes;
    private RunningCount? running;
    private ITimer? timer;
    private Actor? actor;
    private Instant asOf;
    private OpenTimes openTimes = new(new Dictionary<string, long[][]>());
    private IJSObjectReference? late;
    private bool left, loading, again;

    private Company Company => live.Company;

    private bool Sees => actor?.SeesAll() == true;

    private IReadOnlyList<DeskAction> Actions => actor!.For(PartNow);

    private DateTimeZone Zone => Company.Zone;

    // Said once, not in every row of whoever leads the side that missed it.
    private bool IsOwnSideShown => actor!.Role == Role.Lead && list!.Breaches.Any(b =>
        b.Clock is { State: ClockState.Breached, Excuse: null } && b.Clock.OwedBy == actor.Party && !Item(b).Excusable);

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
            "start", LateTexts.For(L), openTimes.Intervals,
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
                    await LoadForecasts(asked);
                ToLastPage();
                Choose();
                await Look();
            }
        }
        finally
        {
            loading = false;
        }
    }

    // Whoever opens the desk, or turns to another part or page of it, has looked at what stands there then.
    private async Task Look()
    {
        var asked = (PartNow, Filter, Pattern, PageNow);
        if (looked == asked || left || PartNow == DeskPart.Risk && forecasts is null)
            return;
        looked = asked;
        var shownLeads = PartNow == DeskPart.Risk ? onPage.Select(item => item.LeadId) : list!.Breaches.Select(b => b.Clock.LeadId);
        await looks.AtDesk(actor!, [.. shownLeads.Distinct()]);
    }

    // What was asked otherwise is chosen anew; what is over meanwhile is not chosen any more.
    private void Choose()
    {
        var (before, asked) = (onPage, (PartNow, Filter, Pattern, PageNow));
        onPage = PartNow == DeskPart.Risk ? [.. (forecasts?.Forecasts ?? []).Select(DeskItem.Of)]
            : [.. list!.Breaches.Where(b => b.Clock.State == ClockState.Breached).Select(Item)];
        if (shown with { Item4 = PageNow } != asked)
            choice.Clear();
        else if (shown == asked)
            choice.Set(before.ExceptBy(onPage.Select(item => item.Clock), item => item.Clock), isChosen: false);
        shown = asked;
    }

    // An older address, or what stood there is settled meanwhile: an empty page of a list that is not would say that there is nothing.
    private void ToLastPage()
    {
        if (!left && !again && PageNow > Pages && Pages > 0)
            navigation.NavigateTo(At(Pages), replace: true);
    }

    private async Task LoadForecasts(DeskPart asked)
    {
        past = await figures.Past();
        running = await figures.Running(actor!, asOf);
        if (asked == DeskPart.Risk)
            forecasts = await figures.Forecasts(actor!, Filter, PageNow, asOf);
    }

    // The list does not wait for it: it may take some seconds with many leads.
    private async Task LoadPast()
    {
        try
        {
            await LoadForecasts(PartNow);
            if (!left)
                await InvokeAsync(() =>
                {
                    ToLastPage();
                    Choose();
                    StateHasChanged();
                });
        }
        catch (Exception error) when (!left)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private DeskItem Item(Breach breach) => DeskItem.Of(breach, actor!, Company);

    private int Count(BreachStatus status) => list!.Counts.GetValueOrDefault(status);

    private Task Act(DeskAction action) => Act(action, action.Fitting(choice.Items));

    private Task Act(DeskAction action, params IReadOnlyList<DeskItem> items) =>
        items.Count == 0 ? Task.CompletedTask : dialogs.ShowAsync<DeskDialog>(null, new DialogParameters<DeskDialog>
        {
            { d => d.Action, action },
            { d => d.Chosen, items },
            { d => d.Done, EventCallback.Factory.Create<IReadOnlyList<long>>(this, Done) },
        });

    // What was refused stays chosen, as it is now: why was said.
    private async Task Done(IReadOnlyList<long> clocks)
    {
        choice.Set(choice.Items.Where(item => clocks.Contains(item.Clock)), isChosen: false);
        await Load();
        choice.Renew(onPage);
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
