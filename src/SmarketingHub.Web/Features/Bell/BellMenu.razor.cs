using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Bell;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>What the person at this circuit is told, live: looked up again only when there is something for them.</summary>
public sealed partial class BellMenu(
    IDbContextFactory<HubContext> contexts, NoticeFeed bell, BoardFeed feed, Door door, Me me, Viewer viewer, IJSRuntime js)
{
    private Actor? actor;
    private int unread, shown;
    private IReadOnlyList<NoticeLine> notices = [];
    private string label = "";
    private string? wrong;
    private bool wasOpened, left, reading, again;
    private ElementReference panel;
    private IJSObjectReference? title, menu;

    protected override async Task OnInitializedAsync()
    {
        bell.Rang += Rang;
        feed.Changed += LeadsMoved;
        await feed.Ready;
        await Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (shown == unread)
            return;
        shown = unread;
        title ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/title.js");
        await title.InvokeVoidAsync("setCount", unread);
    }

    // Both come from the feeds' own threads: quick, and they never block.
    private void Rang(IReadOnlySet<long> people)
    {
        if (actor?.PersonId is { } mine && people.Contains(mine))
            _ = InvokeAsync(Read);
    }

    // What a partner may see moves with the leads.
    private void LeadsMoved()
    {
        if (actor?.SeesAll() == false)
            _ = InvokeAsync(Read);
    }

    private async Task Read()
    {
        if (reading)
        {
            again = true;
            return;
        }
        reading = true;
        try
        {
            do
            {
                again = false;
                actor = await me.Actor();
                await using var rows = await contexts.CreateDbContextAsync();
                unread = await NoticeList.Unread(rows, actor);
                if (wasOpened)
                    notices = await NoticeList.Read(rows, actor);
            }
            while (again && !left);
            label = unread == 0 ? L["Notices"] : L["Notices, {0} unread", unread];
        }
        catch (NotAllowed)
        {
            // Signed out: nobody's bell.
            (actor, unread, notices) = (null, 0, []);
        }
        catch (Exception error) when (!left)
        {
            await DispatchExceptionAsync(error);
        }
        finally
        {
            reading = false;
        }
        if (!left)
            StateHasChanged();
    }

    private async Task Toggled()
    {
        (wasOpened, wrong) = (true, null);
        await viewer.Ask();
        await Read();
    }

    private async Task Opened(NoticeLine notice)
    {
        menu ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/menu.js");
        await menu.InvokeVoidAsync("close", panel);
        await MarkRead(notice.LeadId);
    }

    private async Task MarkRead(long? lead)
    {
        if (notices.Count == 0)
            return;
        try
        {
            var (who, upTo) = (await me.Actor(), notices[0].Id);
            if (await door.Do(who, write => write.ReadNotices(upTo, lead)) > 0)
                bell.Tell(who.Id);
        }
        catch (Exception refusal) when (refusal is Refusal or Busy)
        {
            wrong = L[refusal.Message];
        }
    }

    public async ValueTask DisposeAsync()
    {
        left = true;
        bell.Rang -= Rang;
        feed.Changed -= LeadsMoved;
        try
        {
            foreach (var module in new[] { title, menu })
                if (module is not null)
                    await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its modules with it.
        }
    }
}
