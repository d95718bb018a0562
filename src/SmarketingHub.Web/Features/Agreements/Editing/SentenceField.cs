using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Web.Features.Agreements.Editing;

/// <summary>A part of a sentence that is a field: what it says, and how it is changed.</summary>
/// <param name="Sentence">The id of its commitment, or what it is of the whole: <c>scope</c>.</param>
/// <param name="Name">Which field of the sentence.</param>
/// <param name="Label">What it is called when it is asked for.</param>
/// <param name="TextIn">What it says in a text; null: the sentence is not in it.</param>
/// <param name="Read">What its inputs begin with.</param>
/// <param name="Inputs">What there is to type, given what is typed.</param>
/// <param name="Write">The text with what was typed; refuses nonsense by the name of the input.</param>
/// <param name="Columns">Of a table: its columns, so that rows are added and removed.</param>
/// <param name="Hint">What it is for, where the label does not say it.</param>
/// <param name="Place">What the sentence is called in a text, when that is not always the same.</param>
public sealed record SentenceField(
    string Sentence, string Name, string Label,
    Func<Terms, string?> TextIn, Func<Terms, InputValues> Read, Func<InputValues, IReadOnlyList<Input>> Inputs,
    Func<Terms, InputValues, Terms> Write,
    IReadOnlyList<string>? Columns = null, string? Hint = null, Func<Terms, string?>? Place = null)
{
    public string Key => $"{Sentence}/{Name}";

    /// <summary>The id of its sentence in a text.</summary>
    public string SentenceIn(Terms terms) => Place?.Invoke(terms) ?? Sentence;
}

/// <summary>A field of one kind of sentence, before it is known of which.</summary>
internal sealed record FieldOf<T>(
    string Name, string Label, Func<T, string> Text, Func<T, InputValues> Read, Func<InputValues, IReadOnlyList<Input>> Inputs,
    Func<T, InputValues, T> Write, IReadOnlyList<string>? Columns = null)
    where T : class
{
    internal SentenceField Of(string sentence, Func<Terms, T?> find, Func<Terms, T, Terms> replace) => new(
        sentence, Name, Label,
        terms => find(terms) is { } it ? Text(it) : null,
        terms => find(terms) is { } it ? Read(it) : [],
        Inputs,
        (terms, typed) => find(terms) is { } it ? replace(terms, Write(it, typed)) : terms,
        Columns);
}
