using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>Why a value that could be read is left out all the same.</summary>
internal static class LeftOutWhy
{
    internal static readonly Phrase AnotherStands = "Another column says otherwise, and counts.";
    internal static readonly Phrase KnownOtherwise = "The lead or its person is known otherwise, and stays so.";
    internal static readonly Phrase OwnerElsewhere = "Its owner is of another party than the one that has the lead.";
    internal static readonly Phrase NoteOfKnown = "Only the row that brings a lead brings its note.";
    internal static readonly Phrase Future = "It is in the future.";
    internal static readonly Phrase ReceivedLater = "A stage was reached before it: the lead was received then.";

    internal static Phrase NothingOf(Stage stage) => $"It says nothing of a lead that is at {Name(stage)}.";

    internal static Phrase Behind(Stage stage, Stage own) =>
        $"{Name(stage)} was reached after {Name(own)}, and the lead is at {Name(own)}.";

    /// <summary>It is a word that nobody knows here: a profile can say what it means.</summary>
    internal static bool IsUnknown(Phrase why) =>
        why != AnotherStands && why != KnownOtherwise && why != OwnerElsewhere;

    // Pages translate it.
    private static Phrase Name(Stage stage) => Phrase.Of(stage.ToString());
}
