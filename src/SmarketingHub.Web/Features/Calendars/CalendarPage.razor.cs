using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Calendars;
using SmarketingHub.Engine.Calendars.Documents;
using SmarketingHub.Engine.Calendars.Feeds;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Calendars;

/// <summary>
/// One calendar, drafted and saved as one version. Somebody else's version meanwhile is shown and never overwritten unseen.
/// </summary>
public sealed partial class CalendarPage(
    Door door, HolidayFeeds feeds, LiveBoard live, Me me, Viewer viewer, Submission submission, ISnackbar snackbar,
    NavigationManager navigation,
    IDbContextFactory<HubContext> contexts) : IAsyncDisposable
{
    private const string New = "new";

    private CalendarForm? form;
    private CalendarDocument? saved, newer;
    private IReadOnlyList<CalendarDocument> versions = [];
    private IReadOnlyDictionary<string, FeedStatus> statuses = new Dictionary<string, FeedStatus>();
    private (WorkCalendar Calendar, IReadOnlyDictionary<LocalDate, string> Names)? preview;
    private Company? drawn;
    private string? shown, lostFeeds;
    private bool mayEdit, missing, touched;

    [Parameter]
    public required string Id { get; set; }

    private string Title => saved is null ? L["New calendar"] : L.Calendar(saved.Id, saved.Name);

    private bool IsChanged => touched;

    private string? Alert =>
        lostFeeds ?? (submission.Field is null ? submission.Reason : L["Something above is not right yet: {0}", submission.Reason!]);

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        if (shown is null)
            live.Changed += OnChanged;
        shown = Id;
        await live.Ready;
        mayEdit = (await me.Actor()).EditsAgreements();
        await Load();
    }

    public async ValueTask DisposeAsync()
    {
        live.Changed -= OnChanged;
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
            return;
        }
    }

    private async Task Load()
    {
        drawn = live.Company;
        (saved, newer, versions, touched, unkept, lostFeeds) = (null, null, [], false, false, null);
        submission.Clear();
        if (Id == New)
        {
            (missing, form) = (!mayEdit, CalendarForm.Fresh(live.Company.TimeZone));
        }
        else
        {
            await Read();
            (saved, missing) = (versions.Count > 0 ? versions[0] : null, versions.Count == 0 || !(await me.Actor()).Sees(live.Company, Id));
            form = saved is null ? null : CalendarForm.Of(saved);
        }
        preview = form?.Preview();
    }

    private async Task Read()
    {
        await using var rows = await contexts.CreateDbContextAsync();
        (versions, statuses) = (CalendarList.Versions(rows, Id), CalendarList.FeedStatuses(rows, Id));
    }

    // Another version may be there, by another person or by a feed; or somebody else may see it now.
    private void OnChanged()
    {
        if (drawn is not null && live.Company != drawn)
            _ = InvokeAsync(Follow);
    }

    private async Task Follow()
    {
        if (live.Company == drawn || submission.IsBusy)
            return;
        drawn = live.Company;
        try
        {
            var actor = await me.Actor();
            (mayEdit, missing) = (actor.EditsAgreements(),
                Id == New ? !actor.EditsAgreements() : saved is null || !actor.Sees(live.Company, Id));
            if (saved is not null)
            {
                await Read();
                if (!touched)
                    await Load();
                else if (versions[0].Version > saved.Version)
                    newer = versions[0];
            }
            StateHasChanged();
        }
        catch (NotAllowed error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void Set(Action change)
    {
        change();
        Touch();
    }

    private void Touch()
    {
        (touched, unkept) = (true, true);
        preview = form!.Preview();
        StateHasChanged();
    }

    private async Task GiveUp()
    {
        await DropKept();
        await Load();
    }

    // Their version has been told of: what is changed here goes on top of it, and nothing else.
    private void KeepMine()
    {
        new CalendarMerge(saved!, newer!, form!, L).Take();
        (saved, newer, lostFeeds) = (newer, null, null);
        submission.Clear();
        Touch();
    }

    private Task Save() => Run(async actor =>
    {
        var text = form!.Read();
        var made = await door.Do(actor,
            write => saved is null ? write.CreateCalendar(text) : write.ChangeCalendar(saved.Id, saved.Version, text));
        snackbar.Add(saved is null ? L["The calendar {0} is made.", made.Name] : made.Version == saved.Version ? L["Nothing was changed."]
            : L["Version {0} is made.", made.Version], Severity.Success);
        touched = false;
        await DropKept();
        if (saved is null)
            navigation.NavigateTo($"calendars/{made.Id}");
        else
            await Load();
    });

    private Task Copy() => Run(async actor =>
    {
        // The door's thread knows nobody's language.
        var name = L["Copy of {0}",
            L.Calendar(saved!.Id, saved.Name) is { Length: > 45 } longer ? longer[..45] : L.Calendar(saved.Id, saved.Name)].Value;
        var copy = await door.Do(actor, write => write.CopyCalendar(Id, FreeName(write, name)));
        navigation.NavigateTo($"calendars/{copy.Id}");
    });

    private static string FreeName(Write write, string name)
    {
        var names = write.Company.CalendarNames.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, 1_000).Select(n => n == 1 ? name : $"{name} {n}").First(free => !names.Contains(free));
    }

    private Task AnswerFeed(FeedAnswered said) => Run(async actor =>
    {
        var name = said.Feed.Name;
        var error = said.Answer == FeedAnswer.Refresh ? await feeds.Refresh(actor, Id, name) : null;
        if (said.Answer != FeedAnswer.Refresh)
            await door.Do(actor, write => said.Answer switch
            {
                FeedAnswer.LetGo => write.LetFeedGo(Id, null, name),
                FeedAnswer.Keep => write.KeepFeed(Id, null, name),
                _ => write.RuleFeed(Id, null, name, write.Known(Id, null).Feed(name)?.Rule),
            });
        await Read();
        if (!touched)
            await Load();
        else if (versions[0].Version > saved!.Version)
            newer = versions[0];
        if (error is null && said.Answer == FeedAnswer.Refresh && statuses.GetValueOrDefault(name)?.Question is null)
            snackbar.Add(L["{0} is read.", name], Severity.Success);
    });

    private async Task Run(Func<Actor, Task> change)
    {
        if (submission.IsBusy)
            return;
        lostFeeds = null;
        await submission.Run(change, async refusal =>
        {
            // What somebody else made of it is read while nothing else runs.
            if (refusal is Stale)
            {
                await Read();
                newer = versions[0];
            }
            return L.Said(refusal, viewer);
        });
        if (submission.Refusal is Stale)
            submission.Clear();
    }

    private string NameOf(CalendarDocument version) => version.By == "system" ? L["System"] : live.Company.ActorName(version.By);
}
