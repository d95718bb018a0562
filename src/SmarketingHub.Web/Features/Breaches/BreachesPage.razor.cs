using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

public sealed partial class BreachesPage(
    IDbContextFactory<HubContext> contexts, LiveBoard live, LiveBreaches breaches, Me me, Viewer viewer, IDialogService dialogs,
    NavigationManager navigation,
    IJSRuntime js, TimeProvider time) : IAsyncDisposable
{
    [SupplyParameterFromQuery]
    private string? Party { get; set; }

    [SupplyParameterFromQuery]
    private string? Promise { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    private BreachPage? list;
    private Actor? actor;
    private Instant asOf;
    private OpenTimes openTimes = new(new Dictionary<string, long[][]>());
    private IJSObjectReference? late;
    private bool left, loading, again;

    private Company Company => live.Company;

    private int PageNow => Math.Clamp(Page ?? 1, 1, 100_000);

    private int Pages => list is null ? 1 : (list.Total + BreachList.PageSize - 1) / BreachList.PageSize;

    private BreachFilter Filter => new(
        string.IsNullOrEmpty(Party) ? null : Party,
        Enum.TryParse<Promise>(Promise, ignoreCase: true, out var promise) ? promise : null,
        Enum.TryParse<BreachStatus>(Status, ignoreCase: true, out var status) ? status : null);

    private IReadOnlyList<FilterChips.FilterChip> Chips =>
    [
        .. Enum.GetValues<BreachStatus>().Where(s => list!.Counts.ContainsKey(s) || Filter.Status == s)
            .Select(s => Chip(L[$"breach: {Key(s)}"], "status", Key(s), Filter.Status == s)),
        .. actor!.SeesAll()
            ? live.Company.Parties.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name)
                .Select(p => Chip(L.Name(p), "party", p.Key, Party == p.Key))
            : [],
        .. Enum.GetValues<Promise>().Select(p => Chip(L.Name(p), "promise", Key(p), Filter.Promise == p)),
    ];

    protected override void OnInitialized()
    {
        breaches.Changed += OnChanged;
        live.Renamed += Renamed;
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
                list = await BreachList.Read(rows, actor, Filter, PageNow, asOf);
            }
        }
        finally
        {
            loading = false;
        }
    }

    private int Count(BreachStatus status) => list!.Counts.GetValueOrDefault(status);

    private Task Excuse(Breach breach) =>
        dialogs.ShowAsync<ExcuseDialog>(null,
            new DialogParameters<ExcuseDialog> { { d => d.Breach, breach }, { d => d.Done, EventCallback.Factory.Create(this, Load) } });

    private FilterChips.FilterChip Chip(string label, string name, string value, bool on) => new(
        label, on, navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = on ? null : value, ["page"] = null }));

    private string At(int page) => navigation.GetUriWithQueryParameter("page", page == 1 ? null : (int?)page);

    private static string Key<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public async ValueTask DisposeAsync()
    {
        left = true;
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
