using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>Stages by our names and by what is usual everywhere; what systems call them stands in the table of their words.</summary>
internal static class StageNames
{
    // Of two columns that tell of one lead (its status beside its life's stage) the further one counts, whichever stands first;
    // "not now" is said of a lead that is not yet a deal.
    private static readonly Stage[] Further =
    [
        Stage.Captured, Stage.Ready, Stage.Accepted, Stage.Working, Stage.Meeting, Stage.Qualified, Stage.Nurturing, Stage.Opportunity,
        Stage.Disqualified, Stage.Lost, Stage.Won,
    ];

    private static readonly Dictionary<string, Stage> ByKey = Enum.GetValues<Stage>().ToDictionary(stage => Fields.Key(stage.ToString()));

    static StageNames()
    {
        Also(Stage.Captured, "new", "open", "opennotcontacted", "subscriber", "lead");
        Also(Stage.Nurturing, "nurture", "badtiming", "recycled");
        Also(Stage.Ready, "mql", "marketingqualifiedlead");
        Also(Stage.Accepted, "sal", "salesacceptedlead");
        Also(Stage.Working, "inprogress", "workingcontacted", "attemptedtocontact", "connected", "contacted");
        Also(Stage.Meeting, "meetingbooked", "meetingscheduled", "appointmentscheduled");
        Also(Stage.Qualified, "sql", "salesqualifiedlead", "closedconverted", "converted");
        Also(Stage.Opportunity, "sqo", "opendeal");
        Also(Stage.Won, "closedwon", "customer");
        Also(Stage.Lost, "closedlost");
        Also(Stage.Disqualified, "unqualified", "closednotconverted");
    }

    /// <summary>Null: unknown here.</summary>
    internal static Stage? Find(string word) => ByKey.TryGetValue(Fields.Key(word), out var stage) ? stage : null;

    /// <summary>What a word stands for by the profile, else in files of this kind; null: unknown.</summary>
    internal static Stage? Find(string word, IReadOnlyDictionary<string, string> profile, FileKind kind)
    {
        var mapped = profile.FirstOrDefault(pair => pair.Key.Equals(word, StringComparison.OrdinalIgnoreCase)).Value;
        return mapped is null ? kind.StageOf(word) : Find(mapped) ?? kind.StageOf(mapped);
    }

    internal static int Weight(Stage stage) => Array.IndexOf(Further, stage);

    private static void Also(Stage stage, params string[] words)
    {
        foreach (var word in words)
            ByKey[word] = stage;
    }
}
