using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Agreements.Life;

public sealed partial class LifeBar
{
    private enum Question
    {
        Nothing,
        Discard,
        End,
    }

    private Question question, drawn;
    private ElementReference ask;
    private string? endAt;
    private int running;
    private VersionCommands commands = null!;

    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    [Parameter, EditorRequired]
    public required AgreementVersion Version { get; set; }

    [Parameter, EditorRequired]
    public required Person Person { get; set; }

    [Parameter, EditorRequired]
    public required DraftEditor Editor { get; set; }

    [Parameter, EditorRequired]
    public required Company Company { get; set; }

    [Parameter, EditorRequired]
    public required Instant Now { get; set; }

    protected override void OnInitialized() => commands = new(Door, Submission);

    protected override void OnParametersSet() => commands.See(Version);

    private bool Drafts => Actor.Of(Person).Drafts(Agreement);

    /// <summary>The side that the viewer would sign for; null: none.</summary>
    private string? SignsAs => Agreement.MissingOf(Version, Person, Company);

    private string? Said => commands.Refused ?? (Editor.Refusal is { } refusal ? L.Said(refusal, Viewer) : null);

    // What is signed is what was read.
    private Task ProposeAndSign()
    {
        var (read, side) = (Version.Revision, SignsAs);
        return Do(write =>
        {
            write.RefuseStale(Agreement.Id, Version.Number, read);
            write.Propose(Agreement.Id, Version.Number);
            return write.Sign(Agreement.Id, Version.Number, null, side, Me.From);
        });
    }

    private async Task NewDraft()
    {
        AgreementVersion? draft = null;
        await Do(write => draft = write.NewVersion(Agreement.Id, Version.Number));
        if (draft is null)
            return;
        // The page that is gone to has to find it.
        await Live.UpToDate(CancellationToken.None);
        Navigation.NavigateTo($"agreements/{Agreement.Id}?version={draft.Number}");
    }

    private async Task AskEnd()
    {
        await using var rows = await Contexts.CreateDbContextAsync();
        running = await rows.Clocks.CountAsync(c => c.Agreement == Agreement.Id
            && (c.State == ClockState.Running || c.State == ClockState.Paused || c.State == ClockState.Breached));
        question = Question.End;
    }

    private Task End()
    {
        var (isEmpty, at) = (string.IsNullOrWhiteSpace(endAt), Viewer.FromInput(endAt));
        return Do(write => isEmpty || at is not null
            ? write.End(Agreement.Id, Version.Number, at)
            : throw new InvalidArgument("endsAt", "A date and an hour."));
    }

    // A dialog has the focus.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var opens = question == Question.Discard && drawn != question;
        drawn = question;
        if (opens)
            await ask.FocusAsync();
    }

    private void Cancel()
    {
        question = Question.Nothing;
        commands.Forget();
    }

    private async Task Do(Func<Write, AgreementVersion> change)
    {
        if (await commands.Run(change))
            question = Question.Nothing;
    }
}
