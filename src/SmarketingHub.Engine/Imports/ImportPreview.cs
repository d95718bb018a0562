using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a file would become: looked at by its beginning, writing nothing.</summary>
/// <param name="System">Whose file it is: <c>hubspot</c>; null: nobody's that is known here.</param>
/// <param name="Type">What its rows are there: <c>contact</c>, <c>deal</c>.</param>
/// <param name="Encoding">As profiles name it.</param>
/// <param name="LinesBefore">So many lines stand before the one that names the columns.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="IsWhole">These are all rows of the file; else it has more, and only its beginning was read.</param>
/// <param name="TimeZone">IANA name of the zone that dates without an offset are read in.</param>
/// <param name="Columns">In the file's order.</param>
/// <param name="Words">Values that mean nothing here until somebody says what.</param>
/// <param name="KnownWords">Values that the profile alone gives a meaning.</param>
/// <param name="Questions">What the values of a column leave open.</param>
/// <param name="Answered">What they would leave open without the profile.</param>
/// <param name="Currency">ISO 4217 code of the file's money, as far as it says one.</param>
/// <param name="Leads">The first rows, at most <see cref="FilePreview.Most"/>, as they would come.</param>
/// <param name="Rejects">The first of the rows that would be rejected, as many.</param>
/// <param name="Rejected">Rows that would be rejected, of those looked at.</param>
/// <param name="LeftOut">
/// Values that would be left out for a reason, of those looked at; what stands otherwise at a lead is told of the first leads alone.
/// </param>
public sealed record ImportPreview(
    string? System, string? Type, string Encoding, string Delimiter, int LinesBefore, int Rows, bool IsWhole, string TimeZone,
    IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<UnknownWord> Words, IReadOnlyList<UnknownWord> KnownWords,
    IReadOnlyList<OpenQuestion> Questions, IReadOnlyList<OpenQuestion> Answered, string? Currency,
    IReadOnlyList<PreviewLead> Leads, IReadOnlyList<PreviewReject> Rejects, int Rejected, int LeftOut);

/// <summary>What a column becomes, and how that is known.</summary>
public enum ColumnUse
{
    /// <summary>By its name.</summary>
    Recognised,

    /// <summary>By the profile.</summary>
    Mapped,

    /// <summary>By its values: its name is unknown.</summary>
    Guessed,

    /// <summary>Its name is known and says nothing of a lead.</summary>
    NothingHere,
    Unknown,

    /// <summary>By the profile, on purpose.</summary>
    LeftOut,

    /// <summary>Inquiries of now do not have it.</summary>
    NotUsedAsNew,
}

/// <param name="Name">As the file calls it.</param>
/// <param name="Field">As profiles name it; null: none.</param>
/// <param name="Examples">The first of its values that differ, at most three.</param>
/// <param name="Filled">Rows looked at that say something in it.</param>
/// <param name="Proof">
/// What its values prove of how they are written: <c>dd/MM</c>, <c>MM/dd</c>, <c>Excel days</c>, <c>comma</c>, <c>point</c>; <c>UTC</c> by
/// its name.
/// </param>
public sealed record PreviewColumn(string Name, string? Field, ColumnUse Use, IReadOnlyList<string> Examples, int Filled, string? Proof);

/// <summary>A word that nobody knows here, but by a profile.</summary>
/// <param name="Field"><c>stage</c>, <c>owner</c>, <c>holder</c>, <c>country</c>, <c>grade</c>, <c>timeZone</c> or <c>currency</c>.</param>
/// <param name="Count">Rows looked at that have it.</param>
/// <param name="Suggestion">What is spelled nearly so and is known, as a profile would say it; null: nothing.</param>
public sealed record UnknownWord(string Field, string Word, int Count, string? Suggestion);

public enum QuestionKind
{
    /// <summary>Which of 03/04/2026 is the month: <c>dateFormats</c> answers it.</summary>
    DayOrMonth,

    /// <summary>Whether 1.054 is more than a thousand: <c>decimal</c> answers it.</summary>
    Decimal,
}

/// <summary>What the values of a column leave open, and a profile can say.</summary>
/// <param name="Example">The first value that could be read two ways.</param>
public sealed record OpenQuestion(string Column, string Field, QuestionKind Kind, string Example);

/// <summary>What a row would do.</summary>
public enum PreviewFate
{
    /// <summary>A new lead.</summary>
    New,

    /// <summary>It joins an open lead of the same person or company.</summary>
    Joins,

    /// <summary>It updates the lead that it brought before.</summary>
    Updates,

    /// <summary>It was imported before, or says nothing new.</summary>
    Skipped,
}

/// <summary>A row as it would come.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Fields">What it says, by the fields' names; what it does not say is not there.</param>
/// <param name="Stage">Where the lead would stand; null: it is that of somebody who was forgotten, and all of it stays so.</param>
/// <param name="Owner">By name; null: the holder's queue.</param>
/// <param name="Holder">The key of the party that would have it.</param>
/// <param name="ExternalId"><c>system/type/id</c>; null: none of its own.</param>
/// <param name="Lead">The lead that is there and that it joins, updates or is; null: none.</param>
/// <param name="OfLine">Where that lead comes by an earlier row of this file, its line.</param>
/// <param name="LeftOut">What of it would be kept from the file alone.</param>
public sealed record PreviewLead(
    int Line, IReadOnlyDictionary<string, string> Fields, Stage? Stage, string? Owner, string? Holder, Instant? ReceivedAt,
    string? ExternalId, PreviewFate Fate, long? Lead, int? OfLine, IReadOnlyList<LeftOutValue> LeftOut);

/// <summary>A row that would be rejected.</summary>
/// <param name="Column">The one that is wrong; null: the row as a whole.</param>
/// <param name="Cells">As they came, in the order of the columns.</param>
public sealed record PreviewReject(int Line, string? Column, Phrase Reason, IReadOnlyList<string> Cells);
