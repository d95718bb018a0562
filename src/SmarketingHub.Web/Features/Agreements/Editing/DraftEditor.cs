using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>
/// One person's work on one draft: the open field, each change as a command of its own, and the way back of one's own changes.
/// </summary>
public sealed class DraftEditor(Door door, LiveBoard live, Me me, long agreementId, int number)
{
    private readonly Stack<(Terms Before, Terms After)> done = [], undone = [];
    private AgreementVersion? written;

    /// <summary>Raised after every change of what is here.</summary>
    public event Action? Changed;

    /// <summary>Raised when a field was saved or given up, with its key: nobody needs what was typed there any more.</summary>
    public event Action<string>? Done;

    public OpenField? Open { get; private set; }

    /// <summary>Why the last change without a field was not made; null: it was.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The id of its sentence as the text is now.</summary>
    public string? OpenAt => Open?.Field.SentenceIn(Version.TermsOf());

    /// <summary>Whether the sentence of the open field was removed since the field was opened.</summary>
    public bool IsGone => Open is { } open && open.Field.TextIn(Version.TermsOf()) is null;

    /// <summary>Whether nothing else was typed in the open field than what it began with.</summary>
    public bool IsUntouched => Open is { } open && open.Values.Says(open.Field.Read(open.Before));
    public bool CanUndo => done.Count > 0;
    public bool CanRedo => undone.Count > 0;

    /// <summary>The sentences as they are drawn now.</summary>
    public IReadOnlyList<SentenceView> Shown { get; set; } = [];

    /// <summary>The id of the element that gets the focus after a change, of the sentences as they are drawn then.</summary>
    public Func<IReadOnlyList<SentenceView>, string>? Focus { get; set; }

    public long Agreement => agreementId;
    public int Number => number;

    /// <summary>Where the browser keeps what is typed.</summary>
    public string StorageKey => $"agreement/{agreementId}/{number}/";

    /// <summary>The version as it is stored; what was just written counts until the board has it.</summary>
    public AgreementVersion Version =>
        Stored is var stored && written?.Revision > stored.Revision && stored.State == VersionState.Draft ? written : stored;

    private AgreementVersion Stored =>
        live.Company.Agreements.Find(a => a.Id == agreementId)?.Version(number) ?? throw new NotFound($"There is no version {number}.");

    /// <summary>Opens a field. What was typed in another one is saved first; refused, that one stays open.</summary>
    /// <param name="kept">What was typed in it before.</param>
    /// <param name="from">A text that has its sentence; null: the text as it is.</param>
    public async Task<bool> Begin(SentenceField field, InputValues? kept = null, Terms? from = null)
    {
        if (Open is { } open)
        {
            if (!IsUntouched && !await Save())
            {
                Focus = _ => FocusAfter.IdOf(open.Field);
                Tell();
                return false;
            }
            Done?.Invoke(open.Field.Key);
        }
        var before = from ?? Version.TermsOf();
        var typed = field.Read(before);
        foreach (var (name, value) in kept ?? [])
            typed[name] = value;
        // It may have been removed since it was drawn.
        Open = field.TextIn(before) is null ? null : new(field, before, typed);
        Tell();
        return Open is not null;
    }

    public void Close()
    {
        if (Open is not { } open)
            return;
        // The button that it was opened by is gone with the sentence.
        if (IsGone && Shown is var shown && shown.FirstOrDefault(v => v.Number == 0 && v.Is(OpenAt!)) is { } gone)
            Focus = after => FocusAfter.Removed(gone, shown, after);
        Open = null;
        Done?.Invoke(open.Field.Key);
        Tell();
    }

    /// <summary>Saves the open field and closes it; refused, it stays open with what was typed.</summary>
    public Task<bool> Save() => Save(SaveOver);

    /// <summary>The sentence that was removed stands where it stood, with what was typed.</summary>
    public Task<bool> PutBack() => Save(async open =>
    {
        var now = Version.TermsOf();
        await Write(now, Sentences.PutBack(open.Field.Write(open.Before, open.Values), open.Field.SentenceIn(open.Before), now));
        Focus = _ => FocusAfter.IdOf(open.Field);
    });

    private async Task<bool> Save(Func<OpenField, Task> how)
    {
        if (Open is not { Busy: false } open)
            return false;
        (open.Busy, open.Refusal, open.Theirs) = (true, null, null);
        try
        {
            open.Refusal = await Submission.RefusalOf(async () =>
            {
                await how(open);
                Open = null;
                Done?.Invoke(open.Field.Key);
            });
        }
        finally
        {
            open.Busy = false;
            open.Revision++;
            Tell();
        }
        return open.Refusal is null;
    }

    /// <summary>Saves the own text after both were looked at. What came after the other one was shown is shown in its turn.</summary>
    public Task<bool> SaveMine()
    {
        if (Open is { } open)
            open.Before = open.TheirText ?? Version.TermsOf();
        return Save();
    }

    /// <summary>A change without a field: a sentence added, removed, moved.</summary>
    /// <param name="change">What becomes of the text.</param>
    /// <param name="focus">Where the focus goes then: of the sentences as they were drawn, and as they are drawn.</param>
    public Task<bool> Change(
        Func<Terms, Terms> change, Func<IReadOnlyList<SentenceView>, IReadOnlyList<SentenceView>, string>? focus = null) => Try(async () =>
    {
        var (before, shown) = (Version.TermsOf(), Shown);
        await Write(before, change(before));
        Focus = focus is null ? null : after => focus(shown, after);
    });

    /// <summary>Takes the last of one's own changes back; what others changed stays.</summary>
    public Task<bool> Undo() => Back(done, undone, change => (change.After, change.Before));

    public Task<bool> Redo() => Back(undone, done, change => change);

    private Task<bool> Back(
        Stack<(Terms Before, Terms After)> from, Stack<(Terms Before, Terms After)> to,
        Func<(Terms Before, Terms After), (Terms, Terms)> way) => Try(async () =>
    {
        if (!from.TryPop(out var change))
            return;
        var (before, after) = way(change);
        try
        {
            written = await door.Do(await me.Actor(), write => write.ChangeDraft(agreementId, number, before, after), "ChangeDraft");
        }
        // A change cannot be taken back once others have changed the same; anything else is tried again.
        catch (Refusal refusal) when (refusal is not TermsConflict)
        {
            from.Push(change);
            throw;
        }
        to.Push(change);
    });

    private async Task SaveOver(OpenField open)
    {
        var after = open.Field.Write(open.Before, open.Values);
        try
        {
            await Write(open.Before, after);
        }
        catch (TermsConflict)
        {
            // Who changed another field of the sentence is in nobody's way.
            await live.UpToDate(CancellationToken.None);
            var now = Version.TermsOf();
            if (open.Field.TextIn(now) is var theirs && theirs != open.Field.TextIn(open.Before))
            {
                (open.Theirs, open.TheirText) = (theirs, now);
                throw;
            }
            open.Before = now;
            await Write(now, open.Field.Write(now, open.Values));
        }
    }

    private async Task Write(Terms before, Terms after)
    {
        if (TermsText.Same(before, after))
            return;
        written = await door.Do(await me.Actor(), write => write.ChangeDraft(agreementId, number, before, after), "ChangeDraft");
        done.Push((before, after));
        undone.Clear();
    }

    private async Task<bool> Try(Func<Task> change)
    {
        Refusal = null;
        Refusal = await Submission.RefusalOf(change);
        Tell();
        return Refusal is null;
    }

    private void Tell() => Changed?.Invoke();
}
