using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>One lead, live: read again when the ledger has something new of it.</summary>
public sealed partial class LeadDrawer(
    IDbContextFactory<HubContext> contexts, LiveBoard live, Me me, LeadMoves leadMoves, IDialogService dialogs, Viewer viewer,
    NavigationManager navigation, Looks looks, IJSRuntime js, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    [Parameter, EditorRequired]
    public required long LeadId { get; set; }

    /// <summary>The board's address, or another lead's, with the board's filters.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> Href { get; set; }

    private readonly CancellationTokenSource closed = new();
    private readonly SemaphoreSlim changed = new(0, 1);
    private LiveBoard Live => live;
    private Viewer Viewer => viewer;
    private LeadPicture? picture;
    private IReadOnlyList<Move> moves = [];
    private bool forgets;
    private bool missing;
    private volatile bool isRenamed;
    private bool focused;
    private bool stale = true;
    private Func<string, string>? shownHref;
    private ElementReference drawer;
    private IJSObjectReference? module;
    private DotNetObjectReference<LeadDrawer>? self;

    protected override async Task OnInitializedAsync()
    {
        live.Changed += Wake;
        live.Renamed += Rename;
        await Read();
        _ = Follow();
    }

    protected override void OnParametersSet()
    {
        stale |= Href != shownHref;
        shownHref = Href;
    }

    // The board behind renders five times a second; the lead has its own news.
    protected override bool ShouldRender() => stale;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        stale = false;
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await js.InvokeAsync<IJSObjectReference>("import", "./js/drawer.js");
            await viewer.Locate();
            stale = true;
            StateHasChanged();
            if (picture is not null)
                await looks.AtLead(await me.Actor(), LeadId);
        }
        if (module is not null && !focused && (picture is not null || missing))
        {
            focused = true;
            await module.InvokeVoidAsync("open", drawer, self, $".lead-card[data-card=\"{LeadId}\"] .lead-name");
        }
    }

    private async Task Follow()
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(closed.Token);
                if (await IsNew())
                {
                    await Read();
                    StateHasChanged();
                }
                await Task.Delay(Breath, time, closed.Token);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The drawer was closed.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private async Task<bool> IsNew()
    {
        if (isRenamed)
        {
            isRenamed = false;
            return true;
        }
        await using var rows = await contexts.CreateDbContextAsync();
        return await LeadPicture.Head(rows, LeadId) != picture?.Sequence;
    }

    private async Task Read()
    {
        await live.Ready;
        var actor = await me.Actor();
        await using var rows = await contexts.CreateDbContextAsync();
        picture = await LeadPicture.Read(rows, actor, live.Company, LeadId);
        (missing, stale) = (picture is null, true);
        forgets = actor.Forgets() && picture?.Contact.ForgottenAt is null;
        // Notes have their own form below.
        moves = picture is null ? [] : [.. Moves.Permitted(picture.Lead, actor).Where(move => move.Trigger != Trigger.Note)];
    }

    private Task Run(Move move) => leadMoves.Run(LeadId, picture!.Lead.Version, picture.Name, move);

    private Task Forget() => ForgetDialog.Open(dialogs, L, picture!.Contact.Id, picture.Name);

    [JSInvokable]
    public void Close() => navigation.NavigateTo(Href(""));

    // By an event of another lead of the same person.
    private void Rename(IReadOnlySet<long> leads)
    {
        if (!leads.Contains(LeadId))
            return;
        isRenamed = true;
        Wake();
    }

    // From the board's own thread: quick, and never blocks.
    private void Wake()
    {
        lock (changed)
            if (changed.CurrentCount == 0)
                changed.Release();
    }

    public async ValueTask DisposeAsync()
    {
        live.Changed -= Wake;
        live.Renamed -= Rename;
        await closed.CancelAsync();
        self?.Dispose();
        try
        {
            if (module is not null)
            {
                await module.InvokeVoidAsync("close");
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }
}
