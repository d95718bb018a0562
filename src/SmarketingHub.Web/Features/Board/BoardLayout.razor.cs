using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Board;

/// <summary>The board's shape: who holds what, the hand-off in the middle. What is in it and what a move does is the page's.</summary>
public sealed partial class BoardLayout(IJSRuntime js, TimeProvider time) : IAsyncDisposable
{
    private static readonly Column[] Marketing = [Column.Captured, Column.Ready, Column.Nurturing];
    private static readonly Column[] Handoff = [Column.OfferedToSales, Column.OfferedToPartners, Column.Returned];
    private static readonly Column[] Selling = [Column.Accepted, Column.Working, Column.Meeting, Column.Qualified, Column.Opportunity];
    private static readonly Stage[] Closing = [Stage.Won, Stage.Lost, Stage.Disqualified];

    /// <summary>A column that is missing is empty.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ColumnView> Columns { get; set; }

    [Parameter, EditorRequired]
    public required BoardContext Context { get; set; }

    /// <summary>Open time by calendar id; given to the browser when it is another object.</summary>
    [Parameter, EditorRequired]
    public required OpenTimes OpenTimes { get; set; }

    /// <summary>Asked when a drag starts: where may this card go? A column left out: no.</summary>
    [Parameter, EditorRequired]
    public required Func<long, Task<IReadOnlyDictionary<string, DropTarget>>> Targets { get; set; }

    [Parameter]
    public EventCallback<Drop> Dropped { get; set; }

    /// <summary>Above the columns: figures and filters.</summary>
    [Parameter]
    public RenderFragment? Top { get; set; }

    private readonly Dictionary<Column, bool> folds = Enum.GetValues<Column>()
        .ToDictionary(column => column, column => column is Column.Nurturing or Column.Opportunity);
    private Dictionary<Column, ColumnView> views = [];
    private ColumnView[] lanes = [];
    private ElementReference board;
    private IJSObjectReference? module;
    private DotNetObjectReference<BoardLayout>? self;
    private OpenTimes? sent;

    protected override void OnParametersSet()
    {
        views = Enum.GetValues<Column>().ToDictionary(column => column, column => new ColumnView(column, []));
        foreach (var view in Columns)
            views[view.Column] = view;
        lanes = [.. Handoff.Select(column => views[column])];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await js.InvokeAsync<IJSObjectReference>("import", "./js/board.js");
            var kept = await module.InvokeAsync<Dictionary<string, bool>>(
                "start", board, self, time.GetUtcNow().ToUnixTimeMilliseconds(), (sent = OpenTimes).Intervals, ClockTexts.For(L),
                CultureInfo.CurrentUICulture.Name);
            foreach (var (name, folded) in kept)
                if (Enum.TryParse<Column>(name, out var column))
                    folds[column] = folded;
            StateHasChanged();
        }
        if (module is not null && sent is not null && sent != OpenTimes)
            await module.InvokeVoidAsync("setCalendars", (sent = OpenTimes).Intervals);
    }

    [JSInvokable("Targets")]
    public Task<IReadOnlyDictionary<string, DropTarget>> TargetsOf(long cardId) => Targets(cardId);

    [JSInvokable("Dropped")]
    public Task OnDropped(long cardId, string column) => InvokeAsync(() => Dropped.InvokeAsync(new(cardId, column)));

    private int Sum(Column[] columns) => columns.Sum(column => views[column].Total);

    private int Unfolded(Column[] columns) => columns.Count(column => !folds[column]);

    private async Task Fold(Column column, bool folded)
    {
        folds[column] = folded;
        if (module is not null)
            await module.InvokeVoidAsync("fold", column.ToString(), folded);
    }

    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        try
        {
            if (module is null)
                return;
            await module.InvokeVoidAsync("stop");
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its module with it.
        }
    }
}
