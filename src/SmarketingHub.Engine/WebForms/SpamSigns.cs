using System.Text.RegularExpressions;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.WebForms;

/// <summary>What makes something that was sent look like spam. No more than a sign: a person decides.</summary>
internal static partial class SpamSigns
{
    /// <summary>Nobody types faster.</summary>
    internal static readonly Duration ShortestTime = Duration.FromSeconds(3);

    /// <summary>So many links a question may have.</summary>
    internal const int MostLinks = 2;

    internal static IReadOnlyList<SpamSign> Of(FormSent sent, bool isHiddenFilled, Duration took)
    {
        var signs = new List<SpamSign>();
        if (isHiddenFilled)
            signs.Add(SpamSign.HiddenField);
        if (took < ShortestTime)
            signs.Add(SpamSign.TooFast);
        if (Link().Count(sent.Note ?? "") > MostLinks
            || sent.Fields.Any(field => field.Key != FormFields.Note && Link().IsMatch(field.Value)))
            signs.Add(SpamSign.Links);
        return signs;
    }

    [GeneratedRegex(@"https?://|\bwww\.|\[url\b|<a\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
