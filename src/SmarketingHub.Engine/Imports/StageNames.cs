using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;

namespace SmarketingHub.Engine.Imports;

/// <summary>Stages by our names and by what HubSpot and Salesforce call them out of the box.</summary>
internal static class StageNames
{
    private static readonly Dictionary<string, Stage> ByKey = Enum.GetValues<Stage>().ToDictionary(stage => Fields.Key(stage.ToString()));

    static StageNames()
    {
        Also(Stage.Captured, "new", "open", "opennotcontacted", "subscriber", "lead");
        Also(Stage.Nurturing, "nurture", "badtiming", "recycled");
        Also(Stage.Ready, "mql", "marketingqualifiedlead");
        Also(Stage.Accepted, "sal", "salesacceptedlead");
        Also(Stage.Working, "inprogress", "workingcontacted", "attemptedtocontact", "connected", "contacted");
        Also(Stage.Meeting, "meetingbooked", "meetingscheduled", "appointmentscheduled");
        Also(Stage.Qualified, "sql", "salesqualifiedlead", "closedconverted");
        Also(Stage.Opportunity, "sqo", "opendeal");
        Also(Stage.Won, "closedwon", "customer");
        Also(Stage.Lost, "closedlost");
        Also(Stage.Disqualified, "unqualified", "closednotconverted");
    }

    /// <exception cref="InvalidArgument">Neither the profile nor this table knows the word.</exception>
    internal static Stage Find(string text, IReadOnlyDictionary<string, string> profile)
    {
        var word = profile.FirstOrDefault(pair => pair.Key.Equals(text, StringComparison.OrdinalIgnoreCase)).Value ?? text;
        return ByKey.TryGetValue(Fields.Key(word), out var stage) ? stage
            : throw new InvalidArgument("stage", $"'{text}' is no stage known here: map it in the profile's \"stages\" to one of {string.Join(", ", Enum.GetNames<Stage>())}.");
    }

    private static void Also(Stage stage, params string[] words)
    {
        foreach (var word in words)
            ByKey[word] = stage;
    }
}
