using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Bell;

public sealed partial class Bell(
    LiveBells bells, LiveBoard live, IDbContextFactory<HubContext> contexts, Door door, Me me, Viewer viewer, IJSRuntime js,
    TimeProvider time) : IAsyncDisposable
{
    private NoticeList list = NoticeList.Empty;
    private Actor? actor;
    private bool left;
    private IJSObjectReference? title;
    private int written = -1;

    /// <summary>Shown to those who can mend it.</summary>
    private IReadOnlyList<Trouble> Failing => actor?.Role == Role.Admin ? bells.Troubles.All : [];

    private string Label =>
        string.Join(" · ",
            new[] { list.Unread == 0
                ? L["Notices"].Value
                : L["Notices, {0} unread", list.Unread], Failing.Count > 0 ? L["Not carried out"].Value : null }.OfType<string>());

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    protected override void OnInitialized()
    {
        bells.Rang += Heard;
        live.Changed += LeadsMoved;
        bells.Troubles.Changed += TroublesChanged;
        live.Renamed += Renamed;
    }

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        await Load();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (written == list.Unread)
            return;
        written = list.Unread;
        title ??= await js.InvokeAsync<IJSObjectReference>("import", "./js/title.js");
        await title.InvokeVoidAsync("setCount", list.Unread);
    }

    private void Heard(IReadOnlySet<long> people)
    {
        if (actor is not null && people.Contains(actor.Id))
            _ = InvokeAsync(Renew);
    }

    // What a partner may see goes and comes with the leads.
    private void LeadsMoved()
    {
        if (actor?.SeesAll() == false)
            _ = InvokeAsync(Renew);
    }

    private void TroublesChanged()
    {
        if (actor?.Role == Role.Admin)
            _ = InvokeAsync(StateHasChanged);
    }

    private void Renamed(IReadOnlySet<long> leads)
    {
        if (list.Newest.Any(line => line.Notice.LeadId is { } lead && leads.Contains(lead)))
            _ = InvokeAsync(Renew);
    }

    private async Task Renew()
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
    }

    private async Task Load()
    {
        try
        {
            actor = await me.Actor();
            await using var rows = await contexts.CreateDbContextAsync();
            list = await Notices.Read(rows, actor);
        }
        catch (NotAllowed)
        {
            // Signed out or deactivated: the page goes, and the bell with it.
            (actor, list) = (null, NoticeList.Empty);
        }
    }

    private async Task Open(NoticeLine line)
    {
        await js.InvokeVoidAsync("hubPanels.close", "bell-panel");
        if (!line.IsRead)
            await Read(line.Notice);
    }

    private async Task Read(Notice? only)
    {
        if (list.Newest.Count == 0 || actor is null)
            return;
        var refusal = await Submission.RefusalOf(async () =>
        {
            await door.MarkRead(await me.Actor(), list.Newest[0].Notice.Id, only);
            bells.WasRead(actor.Id);
        });
        // It stays unread, and so it is seen.
        if (refusal is not null)
            await Renew();
    }

    private string Words(NoticeLine line) => L.Words(line.Notice, line.Lead, live.Company.SeenBy(actor!), viewer.Day);

    private string Ago(Instant at)
    {
        var since = Now - at;
        return since < Duration.FromMinutes(1) ? L["just now"]
            : since < Duration.FromHours(24) ? L.Length(since)
            : at.InZone(viewer.Zone).Date.ToString("d MMM", CultureInfo.CurrentCulture);
    }

    public async ValueTask DisposeAsync()
    {
        left = true;
        bells.Rang -= Heard;
        live.Changed -= LeadsMoved;
        bells.Troubles.Changed -= TroublesChanged;
        live.Renamed -= Renamed;
        try
        {
            if (title is not null)
                await title.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser left first.
            title = null;
        }
    }
}
