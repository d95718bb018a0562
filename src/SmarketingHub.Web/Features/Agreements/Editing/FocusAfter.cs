namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>
/// The id of the element that gets the focus when the one that had it is gone or was moved; it may be the menu of a sentence.
/// </summary>
internal static class FocusAfter
{
    /// <summary>The next sentence of the part, else the one before, else "Add".</summary>
    /// <param name="before">The sentences as they were drawn.</param>
    /// <param name="after">As they are drawn without it.</param>
    internal static string Removed(SentenceView gone, IReadOnlyList<SentenceView> before, IReadOnlyList<SentenceView> after)
    {
        // A rule's place is its name: in it stands the next one.
        List<string> ids = [.. before.Where(v => v.Party == gone.Party && (v.Number > 0 || v.Id == gone.Id)).Select(v => v.Id)];
        var at = ids.IndexOf(gone.Id);
        var next = ids.Skip(at).Concat(ids.Take(at).Reverse()).FirstOrDefault(id => after.Any(v => v.Id == id && v.Number > 0));
        return next is null ? AddTo(gone.Party) : MenuOf(next);
    }

    /// <summary>The first field of a sentence that is new in a part, else "Add".</summary>
    internal static string Added(string? party, IReadOnlyList<SentenceView> before, IReadOnlyList<SentenceView> after) =>
        after.Where(v => v.Party == party && v.Number > 0 && !before.Any(old => old.Number > 0 && old.Id == v.Id))
            .SelectMany(v => v.Parts).Select(part => part.Field).FirstOrDefault(field => field is not null) is { } field
            ? IdOf(field) : AddTo(party);

    internal static string IdOf(SentenceField field) => $"field-{field.Sentence}-{field.Name}";

    internal static string MenuOf(string sentence) => $"menu-{sentence}";

    internal static string AddTo(string? party) => $"add-{party ?? "together"}";
}
