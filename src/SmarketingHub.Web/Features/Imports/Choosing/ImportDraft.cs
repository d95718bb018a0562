using SmarketingHub.Domain;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.Imports.Choosing;

/// <summary>A file on its way in: what was chosen for it, and what it would become.</summary>
public sealed class ImportDraft(Importer importer, Me me) : IDisposable
{
    private readonly Dictionary<(string Field, string Word), UnknownWord> words = [];
    private readonly Dictionary<(string Column, QuestionKind Kind), OpenQuestion> questions = [];
    private CancellationTokenSource looking = new();

    public ImportFile? File { get; private set; }

    /// <summary>Null: not chosen yet.</summary>
    public ImportAs? As { get; set; }

    /// <summary>All that was chosen: what is kept, and what the command line takes.</summary>
    public ImportProfile Profile { get; set; } = new();

    /// <summary>The name of the profile that it began with, or is to be kept by.</summary>
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
        // What has its answer can be answered otherwise, as long as its column still means that field.
        foreach (var (key, word) in words)
            if (Profile.MeaningOf(word.Field, word.Word) is null)
                words.Remove(key);
        foreach (var (key, question) in questions)
            if (!preview.Columns.Any(column => column.Name == question.Column && column.Field == question.Field))
                questions.Remove(key);
        foreach (var word in preview.Words)
            words[(word.Field, word.Word)] = word;
        foreach (var question in preview.Questions)
            questions[(question.Column, question.Kind)] = question;
    }
}
