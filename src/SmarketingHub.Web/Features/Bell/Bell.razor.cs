using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Enforcement;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

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

    private string Words(NoticeLine line) => NoticeRule.Of(line.Notice.Kind) is { IsOfWebhook: true } rule
        ? L[rule.Text, line.Notice.About ?? ""]
        : line.Lead is { } lead ? OfLead(line.Notice, lead) : OfAgreement(line.Notice);

    private string OfLead(Notice notice, string lead)
    {
        var rule = NoticeRule.Of(notice.Kind);
        var about = !rule.IsOfClock ? L.Party(live.Company, notice.About)
            : Enum.TryParse<Promise>(notice.About, out var promise) ? L.Name(promise) : "";
        return L[rule.Text, lead, about];
    }

    private string OfAgreement(Notice notice)
    {
        var agreement = live.Company.Agreements.Find(a => a.Id == notice.Agreement);
        var version = agreement?.Version(notice.Version ?? 0);
        var rule = NoticeRule.Of(notice.Kind);
        var day = version is null ? null : rule.Day?.Invoke(version);
        return L[day is null ? rule.TextWithoutDay ?? rule.Text : rule.Text, agreement?.Name ?? "", notice.Version ?? 0,
            L.Who(live.Company.SeenBy(actor!), notice.About ?? ""), day is { } known ? viewer.Day(known) : ""];
    }

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
