using SmarketingHub.Domain;
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

    /// <summary>The stage that the words of a row tell of; null: it has none.</summary>
    /// <exception cref="InvalidArgument">Neither the profile nor the words of the file's system know any of them.</exception>
    internal static Stage? Find(IReadOnlyCollection<string> words, IReadOnlyDictionary<string, string> profile, FileKind kind)
    {
        if (words.Count == 0)
            return null;
        var known = words.Select(word => Find(word, profile, kind)).OfType<Stage>().ToList();
        return known.Count > 0 ? known.MaxBy(stage => Array.IndexOf(Further, stage))
            : throw new InvalidArgument("stage",
                $"'{words.First()}' is no stage known here: map it in the profile's \"stages\" to one "
                    + $"of {string.Join(", ", Enum.GetNames<Stage>())}.");
    }

    internal static bool IsKnown(string word, IReadOnlyDictionary<string, string> profile, FileKind kind) =>
        Find(word, profile, kind) is not null;

    private static Stage? Find(string word, IReadOnlyDictionary<string, string> profile, FileKind kind)
    {
        var mapped = profile.FirstOrDefault(pair => pair.Key.Equals(word, StringComparison.OrdinalIgnoreCase)).Value;
        return mapped is null ? kind.StageOf(word) : Find(mapped) ?? kind.StageOf(mapped);
    }

    private static void Also(Stage stage, params string[] words)
    {
        foreach (var word in words)
            ByKey[word] = stage;
    }
}
