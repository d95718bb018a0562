using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Board;

/// <summary>The board, live: what its filters let through, until the page is left.</summary>
public sealed partial class BoardPage(
    BoardFeed feed, Me me, LeadMoves leadMoves, IDialogService dialogs, IDbContextFactory<HubContext> contexts,
    NavigationManager navigation, TimeProvider time) : IDisposable
{
    /// <summary>At most five pictures a second, however much happens.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private static readonly Duration FiguresLast = Duration.FromSeconds(15);

    /// <summary>The lead that lies open over the board.</summary>
    [Parameter]
    public long? LeadId { get; set; }

    private BoardAddress address = new();
    private BoardView view = BoardView.Empty;
    private ColumnView[] columns = [];
    private BoardContext? context;
    private OpenTimes openTimes = new(new Dictionary<string, long[][]>());
    private IReadOnlyList<FilterChips.FilterChip> chips = [];
    private OnTime? onTime;
    private Instant figuresAt;
    private Actor? actor;
    private CancellationTokenSource? following;
    private CardMenu? menu;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    protected override async Task OnInitializedAsync()
    {
        await feed.Ready;
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
        following?.Cancel();
        following = new();
        actor = await me.Actor();
        address = BoardAddress.Read(navigation.Uri);
        context = new(feed.Company.Currency, card => address.Href($"leads/{card.Id}"), EventCallback.Factory.Create<Card>(this, OpenMenu));
        var watch = feed.Watch(address.ToFilter(actor.Id).For(actor));
        await Show(watch.View, actor, afresh: true);
        _ = Follow(watch, following.Token);
    }

    private async Task Follow(BoardWatch watch, CancellationToken left)
    {
        using var leaving = watch;
        try
        {
            while (true)
            {
                await watch.Next(left);
                // A circuit outlives a change of role: who may see less from now on does.
                var viewer = await me.Actor();
                if (viewer != actor)
                {
                    await Watch();
                    StateHasChanged();
                    return;
                }
                await Show(watch.View, viewer, afresh: false);
                StateHasChanged();
                await Task.Delay(Breath, time, left);
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The page was left, or looks at something else now.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private async Task Show(BoardView now, Actor viewer, bool afresh)
    {
        view = now;
        columns = [.. now.Columns.Select(pair => new ColumnView(pair.Key, pair.Value))];
        if (!afresh && Now - figuresAt < FiguresLast)
            return;
        figuresAt = Now;
        await using var rows = await contexts.CreateDbContextAsync();
        onTime = await OnTime.Read(rows, figuresAt, viewer.SeesAll() ? null : viewer.Party);
        openTimes = OpenTimesNow.Of(feed, figuresAt, openTimes);
        chips = BoardFilters.Chips(L, address, feed.Current.Where(BoardFilter.Everything.For(viewer)), feed.Company, "");
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        following?.Cancel();
        following?.Dispose();
    }
}
