using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>A file on its way in: what was chosen for it, and what it would become.</summary>
public sealed class ImportDraft(Importer importer, Me me) : IDisposable
{
    private readonly OrderedDictionary<(string Field, string Word), UnknownWord> words = [];
    private readonly OrderedDictionary<(string Column, QuestionKind Kind), OpenQuestion> questions = [];
    private CancellationTokenSource looking = new();

    public ImportFile? File { get; private set; }

    /// <summary>Null: not chosen yet.</summary>
    public ImportAs? As { get; private set; }

    /// <summary>All that was chosen: what is kept, and what the command line takes.</summary>
    public ImportProfile Profile { get; private set; } = new();

    /// <summary>The kept profile that it began with; null: none.</summary>
    public BegunWith? Begun { get; private set; }

    /// <summary>The name that the choices are to be kept by; empty: they are not.</summary>
    public string? ProfileName { get; set; }

    /// <summary>As it would come by what was chosen last; null: not looked at yet.</summary>
    public ImportPreview? Preview { get; private set; }

    /// <summary>Why the file cannot be used as it is; null: it can.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The preview is still that of what was chosen before.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>Words that needed one when the file was looked at, those that have it by now too.</summary>
    public IReadOnlyCollection<UnknownWord> Words => words.Values;

    /// <summary>What the values left open, what is answered by now too.</summary>
    public IReadOnlyCollection<OpenQuestion> Questions => questions.Values;

    public void Choose(ImportFile? file)
    {
        looking.Cancel();
        (File, Preview, Refusal, IsLooking) = (file, null, null, false);
        words.Clear();
        questions.Clear();
    }

    /// <summary>Chooses how the rows come in and how the file is read: what was seen of it before counts no longer.</summary>
    public void Begin(ImportAs? how, ImportProfile profile)
    {
        (As, Profile) = (how, profile);
        Choose(File);
    }

    /// <inheritdoc cref="Begin(ImportAs?, ImportProfile)"/>
    public void Begin(ImportAs? how, ImportProfile profile, BegunWith? with)
    {
        Begun = with;
        Begin(how, profile);
    }

    /// <summary>The profile of the name stands as it does here.</summary>
    public void KeptAs(BegunWith? now) => Begun = now;

    /// <summary>Chooses what its columns and values become; it is to be looked at by that.</summary>
    public void Change(ImportProfile profile) => Profile = profile;

    /// <summary>Looks at the file by what is chosen now. What was chosen before and is still looked at is given up.</summary>
    public async Task Look()
    {
        if (File is not { } file || As is not { } how)
            return;
        await looking.CancelAsync();
        var mine = looking = new();
        IsLooking = true;
        try
        {
            var refusal = await Submission.RefusalOf(async () => Show(await Read(file, how, mine.Token)));
            if (!mine.IsCancellationRequested)
                Refusal = refusal;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (!mine.IsCancellationRequested)
                IsLooking = false;
        }
    }

    public void Dispose() => looking.Cancel();

    private async Task<ImportPreview> Read(ImportFile file, ImportAs how, CancellationToken stop)
    {
        var request = Request(await file.Head(stop), how);
        var actor = await me.Actor();
        // Twenty thousand rows take their time, and the page shall answer meanwhile.
        var preview = await Task.Run(() => importer.Preview(request, actor, stop), stop);
        stop.ThrowIfCancellationRequested();
        return preview;
    }

    /// <summary>The import of these bytes by what is chosen.</summary>
    public ImportRequest Request(Stream bytes, ImportAs how) => new()
    {
        Csv = bytes,
        As = how,
        FileName = File!.Name,
        Profile = Profile,
    };

    private void Show(ImportPreview preview)
    {
        Preview = preview;
        Show(words, preview.Words.Concat(preview.KnownWords).Select(word => ((word.Field, word.Word), word)));
        Show(questions, preview.Questions.Concat(preview.Answered).Select(question => ((question.Column, question.Kind), question)));
    }

    // What has its answer can be answered otherwise, and stays where it stands.
    private static void Show<TKey, T>(OrderedDictionary<TKey, T> shown, IEnumerable<(TKey Key, T Value)> all)
        where TKey : notnull
    {
        var now = all.ToLookup(pair => pair.Key, pair => pair.Value);
        foreach (var gone in shown.Keys.Where(key => !now.Contains(key)).ToList())
            shown.Remove(gone);
        foreach (var one in now)
            shown[one.Key] = one.First();
    }
}
