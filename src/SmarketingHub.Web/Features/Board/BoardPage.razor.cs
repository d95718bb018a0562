using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Board;

/// <summary>The board, live: what its filters let through, until the page is left.</summary>
public sealed partial class BoardPage(
    LiveBoard live, LiveFigures counting, Me me, LeadMoves leadMoves, IDialogService dialogs, NavigationManager navigation,
    TimeProvider time) : IDisposable
{
    /// <summary>At most five pictures a second, however much happens.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource left = new();

    /// <summary>The lead that lies open over the board.</summary>
    [Parameter]
    public long? LeadId { get; set; }

    private BoardAddress address = new();
    private BoardView view = BoardView.Empty;
    private ColumnView[] columns = [];
    private BoardContext? context;
    private IReadOnlyList<FilterChips.FilterChip> chips = [];
    private BoardFigures figures = BoardFigures.None;
    private bool awaitsFigures;
    private Actor? actor;
    private CancellationTokenSource? following;
    private CardMenu? menu;

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        navigation.LocationChanged += Moved;
        await Watch();
        _ = AskForNewLead();
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (BoardAddress.IsBoard(navigation.ToBaseRelativePath(e.Location)))
            _ = InvokeAsync(() => MoveTo(e.Location));
    }

    private async Task MoveTo(string location)
    {
        try
        {
            if (BoardAddress.Read(location) != address)
                await Watch();
            StateHasChanged();
            await AskForNewLead();
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    /// <summary>Begins to follow what the address asks for, as far as this viewer may see.</summary>
    private async Task Watch()
    {
        var viewer = await me.Actor();
        // Whoever left meanwhile watches nothing, and one asked twice follows what was asked last.
        if (left.IsCancellationRequested)
            return;
        following?.Cancel();
        following = CancellationTokenSource.CreateLinkedTokenSource(left.Token);
        var ends = following.Token;
        (actor, address) = (viewer, BoardAddress.Read(navigation.Uri));
        Take(counting.Known(viewer));
        try
        {
            var watch = await live.Watch(address.ToFilter(viewer.Id).For(viewer), ends);
            if (ends.IsCancellationRequested)
            {
                watch.Dispose();
                return;
            }
            context = new(live.Company.Currency, card => address.Href($"leads/{card.Id}"),
                EventCallback.Factory.Create<Card>(this, OpenMenu));
            Show(watch.View);
            _ = Follow(watch, ends);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Something else is asked for by now.
        }
    }

    private async Task Follow(BoardWatch watch, CancellationToken ends)
    {
        using var leaving = watch;
        try
        {
            while (true)
            {
                await watch.Next(ends);
                // A circuit outlives a change of role: who may see less from now on does.
                var viewer = await me.Actor();
                if (viewer != actor)
                {
                    await Watch();
                    StateHasChanged();
                    return;
                }
                Show(watch.View);
                StateHasChanged();
                await Task.Delay(Breath, time, ends);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The page was left, or looks at something else now.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void Show(BoardView now)
    {
        view = now;
        columns = [.. now.Columns.Select(pair => new ColumnView(pair.Key, pair.Value))];
        if (!awaitsFigures)
            _ = AwaitFigures();
    }

    // The cards do not wait for what is counted over all of them.
    private async Task AwaitFigures()
    {
        awaitsFigures = true;
        try
        {
            Actor viewer;
            BoardFigures newest;
            do
                newest = await counting.Newest(viewer = actor!);
            while (viewer != actor);
            if (newest == figures)
                return;
            Take(newest);
            StateHasChanged();
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
        finally
        {
            awaitsFigures = false;
        }
    }

    private void Take(BoardFigures counted)
    {
        figures = counted;
        chips = BoardFilters.Chips(L, address, counted.Choices, live.Company, "");
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        left.Cancel();
    }
}
