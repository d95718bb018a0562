using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

public sealed partial class BreachesPage(
    IDbContextFactory<HubContext> contexts, BoardFeed feed, Me me, Viewer viewer, IDialogService dialogs, NavigationManager navigation, TimeProvider time) : IDisposable
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
    private long sequence = -1;
    private int reading;

    private int PageNow => Math.Max(Page ?? 1, 1);

    private int Pages => list is null ? 1 : (list.Total + BreachList.PageSize - 1) / BreachList.PageSize;

    private BreachFilter Filter => new(
        string.IsNullOrEmpty(Party) ? null : Party,
        Enum.TryParse<Promise>(Promise, ignoreCase: true, out var promise) ? promise : null,
        Enum.TryParse<BreachStatus>(Status, ignoreCase: true, out var status) ? status : null);

    private IReadOnlyList<FilterChips.FilterChip> Chips =>
    [
        .. Enum.GetValues<BreachStatus>().Where(s => list!.Counts.ContainsKey(s) || Filter.Status == s)
            .Select(s => Chip($"{L[$"breach: {Key(s)}"]} {list!.Counts.GetValueOrDefault(s)}", "status", Key(s), Filter.Status == s)),
        .. actor!.SeesAll() ? feed.Company.Parties.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name).Select(p => Chip(L[p.Name], "party", p.Key, Party == p.Key)) : [],
        .. Enum.GetValues<Promise>().Select(p => Chip(L.Name(p), "promise", Key(p), Filter.Promise == p)),
    ];

    protected override async Task OnInitializedAsync()
    {
        await feed.Ready;
        feed.Changed += Look;
        await viewer.Ask();
    }

    protected override Task OnParametersSetAsync() => Load();

    public void Dispose() => feed.Changed -= Look;

    // Another picture of the board may mean another breach; at most one reading waits behind one that runs.
    private void Look()
    {
        if (feed.Current.Sequence == sequence || Interlocked.CompareExchange(ref reading, 1, 0) == 1)
            return;
        _ = InvokeAsync(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            Interlocked.Exchange(ref reading, 0);
            await Load();
            StateHasChanged();
        });
    }

    private async Task Load()
    {
        await feed.Ready;
        actor = await me.Actor();
        (asOf, sequence) = (Instant.FromDateTimeOffset(time.GetUtcNow()), feed.Current.Sequence);
        await using var rows = await contexts.CreateDbContextAsync();
        list = await BreachList.Read(rows, actor, Filter, PageNow, asOf);
    }

    private Task Excuse(Breach breach) => dialogs.ShowAsync<ExcuseDialog>(null, new DialogParameters<ExcuseDialog> { { d => d.Breach, breach }, { d => d.Done, EventCallback.Factory.Create(this, Load) } });

    private FilterChips.FilterChip Chip(string label, string name, string value, bool on) => new(
        label, on, navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = on ? null : value, ["page"] = null }));

    private string At(int page) => navigation.GetUriWithQueryParameter("page", page == 1 ? null : (int?)page);

    private static string Key<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
