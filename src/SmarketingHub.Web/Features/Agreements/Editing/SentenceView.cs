
namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>Words, or a field, of a sentence.</summary>
/// <param name="Old">What the field says in the text it is compared with, when that is something else.</param>
public sealed record SentencePart(string Text, SentenceField? Field = null, string? Old = null);

public enum SentenceChange
{
    None,
    Changed,
    Added,
    Removed,
    Moved,
}

/// <summary>A sentence as it is drawn.</summary>
/// <param name="Id">Of its commitment, or of the rule: <c>capture-0</c>.</param>
/// <param name="Party">Who promises; null: both together.</param>
/// <param name="Small">What stands under it.</param>
/// <param name="Notes">What it shadows, or what shadows it.</param>
public sealed record SentenceView(
    string Id, string? Party, IReadOnlyList<SentencePart> Parts, IReadOnlyList<SentencePart> Small, IReadOnlyList<string> Notes,
    SentenceChange Change = SentenceChange.None, bool IsMovable = true, bool IsRemovable = true)
{
    /// <summary>Another commitment that is said in the same sentence.</summary>
    public string? With { get; init; }

    /// <summary>Its place on the page, from 1; 0: it is not in the text any more.</summary>
    public int Number { get; init; }

    // A sentence that is gone is known by its own id alone: another rule may be in its place by now.
    public bool Is(string id) =>
        id == Id || id == With || Change != SentenceChange.Removed && Parts.Concat(Small).Any(p => p.Field?.Sentence == id);

    /// <summary>The sentence as one line.</summary>
    public string Whole => string.Concat(Parts.Select(p => p.Text));

    /// <summary>Two with the same are drawn the same.</summary>
    public string Stamp =>
        string.Join('\u001f',
            [Id, Party ?? "", $"{Change} {Number}", .. Parts.Concat(Small).Select(p => $"{p.Field?.Name}\u001e{p.Text}\u001e{p.Old}"),
                .. Notes]);
}
