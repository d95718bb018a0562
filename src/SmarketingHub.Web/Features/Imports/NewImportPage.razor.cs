using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Imports.Choosing;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Imports;

/// <summary>A file on its way in, step by step, until it runs.</summary>
public sealed partial class NewImportPage(
    Importer importer, RunningImports imports, ImportProfiles profiles, LiveBoard live, Me me, Viewer viewer, Submission submission,
    NavigationManager navigation) : IAsyncDisposable
{
    private readonly ImportDraft draft = new(importer, me);
    private IReadOnlyList<KeptProfile> known = [];
    private ImportStep step;
    private bool asMissing, fileMissing, isStarting, isStarted, focus;
    private int sent;
    private ElementReference heading;

    /// <summary>The run whose rejected rows are the file.</summary>
    [SupplyParameterFromQuery]
    public string? Rejects { get; set; }

    private IReadOnlyList<string> Names => [.. known.Select(profile => profile.Name)];

    private ImportStep Reached => draft.Preview is null || draft.Refusal is not null ? ImportStep.File : ImportStep.Run;

    private string? FileError => draft.File is null ? fileMissing ? L["Choose a file."].Value : null
        : step == ImportStep.File && draft.Refusal is { } wrong ? L.Said(wrong, viewer) : null;

    private string? Alert => submission.Alert ?? (step > ImportStep.File && draft.Refusal is { } wrong ? L.Said(wrong, viewer) : null);

    private string Status => isStarting ? L["Sending the file…"] : draft.IsLooking ? L["Looking at the file…"]
        : draft.Preview is not { } seen || draft.Refusal is not null ? ""
        : L["Rows looked at: {0}. Would be rejected: {1}. Values that would not be used: {2}.", seen.Rows, seen.Rejected, seen.LeftOut];

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        var actor = await me.Actor();
        known = await profiles.All(actor);
        if (AddressWords.Id(Rejects) is { } id)
            await TakeRejects(id, actor);
    }

    private void ChooseFile(IBrowserFile file)
    {
        draft.Choose(ImportFile.Of(file));
        fileMissing = false;
        submission.Clear();
        Touch();
    }

    // They are UTF-8, as all that we write.
    private async Task TakeRejects(long id, Actor actor)
    {
        ImportRun run;
        try
        {
            run = await imports.Find(id, actor);
        }
        catch (NotFound)
        {
            // An older address: the page begins as without it.
            return;
        }
        if (run.Rejects is not { } rejects)
            return;
        var profile = ImportProfile.Parse(run.Profile ?? "{}") with { Encoding = null, Delimiter = null };
        draft.Begin(run.As, profile);
        draft.Choose(ImportFile.Of(L["rejected rows of {0}", run.FileName], Encoding.UTF8.GetBytes(rejects)));
        await draft.Look();
        GoTo(Reached == ImportStep.File ? ImportStep.File : ImportStep.Columns);
    }

    private async Task BeginWith(string? name)
    {
        await submission.Run(async actor =>
        {
            // One that is gone by now is no longer offered.
            known = await profiles.All(actor);
            var begun = string.IsNullOrEmpty(name) ? null : await profiles.Find(name, actor);
            draft.Begin(draft.As, begun is null ? new() : ImportProfile.Parse(begun.Json), begun is null ? null : BegunWith.Of(begun));
        });
        Touch();
    }

    private async Task ChooseStep(ImportStep to)
    {
        if (to > step)
            await GoOn(to);
        else
            GoTo(to);
    }

    private async Task GoOn(ImportStep to)
    {
        (fileMissing, asMissing) = (draft.File is null, draft.As is null);
        if (fileMissing || asMissing)
            return;
        if (step == ImportStep.File)
            await Look();
        if (Reached >= to)
            GoTo(to);
    }

    private void GoTo(ImportStep to)
    {
        focus = step != to;
        step = to;
    }

    private async Task Look()
    {
        Touch();
        submission.Clear();
        var looking = draft.Look();
        StateHasChanged();
        await looking;
    }

    private async Task Start()
    {
        isStarting = true;
        long? run = null;
        await submission.Run(async actor =>
        {
            if (draft.ProfileName?.Trim() is { Length: > 0 } name)
                await Keep(name, actor);
            await using var bytes = new CountedStream(draft.File!.Open(), Sent);
            var request = draft.Request(bytes, draft.As!.Value);
            // To check it to its end takes its time, and the page shall answer meanwhile.
            run = await Task.Run(() => imports.Start(request, actor));
        });
        isStarting = false;
        if (run is not { } id)
            return;
        isStarted = true;
        await DropKept();
        navigation.NavigateTo($"imports/{id}");
    }

    // What somebody else changed meanwhile is replaced once whoever imports knows.
    private async Task Keep(string name, Actor actor)
    {
        var version = draft.Begun is { } begun && begun.Name == name ? begun.Version
            : known.FirstOrDefault(profile => profile.Name == name)?.Version ?? 0;
        try
        {
            draft.KeptAs(BegunWith.Of((await profiles.Keep(name, draft.Profile, actor, version)).Kept));
        }
        catch (Exception error) when (error is Stale or NotFound)
        {
            known = await profiles.All(actor);
            draft.KeptAs(known.FirstOrDefault(profile => profile.Name == name) is { } now ? BegunWith.Of(now) : null);
            throw new InvalidArgument("name", error is Stale
                ? (Phrase)$"Somebody changed the profile {name} meanwhile. Import again to replace it by these choices, or name another."
                : $"Somebody deleted the profile {name} meanwhile. Import again to keep it anew, or name another.");
        }
    }

    private void Sent(long bytes)
    {
        var now = (int)(100 * bytes / Math.Max(1, draft.File!.Size));
        if (now == sent)
            return;
        sent = now;
        _ = InvokeAsync(StateHasChanged);
    }
}
