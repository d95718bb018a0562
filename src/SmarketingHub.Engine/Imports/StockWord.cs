namespace SmarketingHub.Engine.Imports;

/// <summary>What a line of the table of words says of.</summary>
internal enum WordKind
{
    /// <summary>The name of a column.</summary>
    Header,

    /// <summary>The name of a column that tells what the rows of its file are.</summary>
    Mark,

    /// <summary>A word in a column of stages: of a lead's or contact's life, its status, or a deal's stage.</summary>
    Stage,
    LeadStatus,
    DealStage,

    /// <summary>What stands before a value and is no part of it.</summary>
    Prefix,

    /// <summary>How a line begins that a report puts behind its rows.</summary>
    Trailer,
}

/// <summary>One word that another system uses.</summary>
/// <param name="System">Its name as in external ids; <c>any</c> for what many use.</param>
/// <param name="Type">What the rows are, where the word means this only in files of them.</param>
/// <param name="Language">Of the word; <c>-</c> for names that programs use.</param>
/// <param name="Written">As the system writes it.</param>
/// <param name="Meaning">A field of ours, a stage of ours; empty: known, and nothing here.</param>
/// <param name="Source">Where it can be checked.</param>
internal sealed record StockWord(
    string System, string? Type, WordKind Kind, string Language, string Written, string Meaning, string Source);
