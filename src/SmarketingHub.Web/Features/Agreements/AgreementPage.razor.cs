using Microsoft.AspNetCore.Components;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements;

/// <summary>One agreement: a version as sentences, beside what it is compared with; a draft is written here.</summary>
public sealed partial class AgreementPage(
    Door door, LiveBoard live, Me me, Viewer viewer, PresenceTracker tracker, CircuitConnection connection, TimeProvider time)
        : IAsyncDisposable
{
    private Person? person;
    private Actor? actor;
    private DraftEditor? editor;
    private Presence? presence;
    private SentenceView? whole;
    private IReadOnlyList<SentenceView> views = [];
    private Company? drawn;
    private int number;
    private bool isLeft;

    // A year of the ledger is read for it: not before somebody looks.
    private bool isGoalOpen;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? VersionInAddress { get; set; }

    /// <summary>The version that it is compared with; null: a draft with what is in force.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public string? AgainstInAddress { get; set; }

    private Company Company => actor is null ? live.Company : live.Company.SeenBy(actor);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private Agreement? Agreement => actor is null ? null : Company.Agreements.Find(a => a.Id == Id);

    // Whoever does not write it reads what is theirs to read.
    private AgreementVersion? Version => editor is null ? null : actor!.SeesAll() ? editor.Version : Agreement?.Version(number);

    // One that there is not is compared with nothing.
    private int? Against =>
        AddressWords.Number(AgainstInAddress) is { } number && Agreement?.Version(number) is not null ? number : null;

    private bool IsCompared => Against is not null;

    private bool Edits => !IsCompared && Version?.State == VersionState.Draft && Agreement is { } agreement && actor!.Drafts(agreement);

    // What is written or comes is read beside what is in force.
    private int? AgainstNumber =>
        Against
            ?? (Agreement!.StandingOf(Version!, Now) is Standing.Draft or Standing.Proposed or Standing.Coming
                && Agreement!.InForce(Now) is { } inForce && inForce.Number != number ? inForce.Number : null);

    private IEnumerable<(string? Party, string Heading)> Parts =>
    [
        .. Edits || views.Any(v => v.Party is null) ? [((string?)null, L["Together"].Value)] : Array.Empty<(string?, string)>(),
        (Agreement!.Giver, L["{0} promises", L.Party(Company, Agreement.Giver)]),
        (Agreement.Receiver, L["{0} promises", L.Party(Company, Agreement.Receiver)]),
    ];

    private IReadOnlyList<(string Name, SentenceView? At)> Others =>
        presence is null
            ? []
            : [.. tracker.Others(presence)
                .Select(o => (L.Person(Company, o.Person),
                    o.Sentence is { } at ? views.Prepend(whole!).FirstOrDefault(v => v.Is(at)) : null))];

    // Before anything is waited for: whoever leaves meanwhile is heard of by nobody any more.
    protected override void OnInitialized()
    {
        live.Changed += OnChanged;
        tracker.Changed += OnPresenceChanged;
    }

    protected override async Task OnInitializedAsync()
    {
        await live.Ready;
        person = await me.Person();
        actor = Actor.Of(person);
    }

    protected override void OnParametersSet()
    {
        if (actor is not null && Agreement is not null && !isLeft)
            Take();
    }

    public async ValueTask DisposeAsync()
    {
        isLeft = true;
        live.Changed -= OnChanged;
        tracker.Changed -= OnPresenceChanged;
        presence?.Dispose();
        if (browser is not null)
            await browser.DisposeAsync();
        self?.Dispose();
    }

    // The editor of the version that the address names.
    private void Take()
    {
        var wanted = (AddressWords.Number(VersionInAddress) is { } named ? Agreement!.Version(named) : null) ?? Agreement!.ToRead(Now);
        // The way back in the browser's history may lead from one agreement to another.
        var isOther = presence?.Agreement != Id;
        if (isOther)
        {
            presence?.Dispose();
            presence = tracker.Enter(Id, person!.Id, connection);
        }
        if (editor is null || isOther || number != wanted.Number)
        {
            number = wanted.Number;
            editor = new(door, live, me, Id, number);
            editor.Changed += OnEdited;
            editor.Done += Forget;
            presence!.At(null);
            kept = [];
            looked = false;
        }
        Draw();
    }

    private void Draw()
    {
        drawn = Company;
        var (now, before) = (Version!.TermsOf(), AgainstNumber is { } other ? Agreement!.Version(other)?.TermsOf() : null);
        var conditions = new ConditionInputs(L,
            new(() => KnownValues.Of(Company, live.Current.Cards.Values.Where(BoardFilter.Everything.For(actor!).Holds))),
            Company.Currency);
        var fields = new TermsFields(L, Company, viewer, conditions);
        var all = new SentenceViews(L, Company, Agreement!, conditions, fields);
        (whole, views) = (all.Whole(now, before),
            editor!.IsGone ? all.Of(now, before, editor.Open!.Before, editor.Open.Field) : all.Of(now, before));
        editor.Shown = views;
    }

    private void OnEdited()
    {
        if (presence is null)
            return;
        presence.At(editor!.OpenAt);
        Draw();
        (focus, editor!.Focus) = (editor!.Focus?.Invoke(views), null);
        StateHasChanged();
    }

    private void OnChanged()
    {
        if (drawn is not null && !ReferenceEquals(Company, drawn))
            _ = InvokeAsync(DrawAgain);
    }

    // A circuit outlives a change of role: who may see less from now on does.
    private async Task DrawAgain()
    {
        try
        {
            person = await me.Person();
            actor = Actor.Of(person);
            if (isLeft)
                return;
            if (Agreement is null)
                Leave();
            else if (presence is null)
                Take();
            else
                Draw();
            StateHasChanged();
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }

    private void Leave()
    {
        drawn = Company;
        presence?.Dispose();
        presence = null;
    }

    private void OnPresenceChanged(long agreement)
    {
        if (agreement == Id && presence is not null)
            _ = InvokeAsync(StateHasChanged);
    }

    private List<string> EditorsOf(SentenceView view) =>
        presence is null
            ? [] : [.. tracker.Others(presence).Where(o => o.Sentence is { } at && view.Is(at)).Select(o => L.Person(Company, o.Person))];

    // What was said of a sentence that is gone is said of the whole.
    private List<SentenceCard.Said> CommentsOn(SentenceView view) =>
    [
        .. Version!.Comments.Where(c => view == whole
            ? c.Sentence is null || !views.Any(v => v.Is(c.Sentence)) : c.Sentence is { } at && view.Is(at))
            .Select(c => new SentenceCard.Said(L.Who(Company, c.By), viewer.Say(c.At), c.Words, Version.IsOpen(c))),
    ];

    private Task TakeGoal(GoalWish wish) => editor!.Change(wish.In);

    private List<string>? PacedIn(SentenceView view) =>
        view.Change == SentenceChange.Removed || IsCompared || Agreement!.InForce(Now)?.Number != number ? null
        : new[] { view.Id, view.With }.Where(id => Version!.PeriodCommitments.Any(c => c.Id == id)).OfType<string>()
            .ToList() is { Count: > 0 } ids ? ids : null;
}
