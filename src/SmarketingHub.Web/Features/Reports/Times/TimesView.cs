using SmarketingHub.Domain;
using SmarketingHub.Engine.Reports.Times;

namespace SmarketingHub.Web.Features.Reports.Times;

/// <summary>Which time the page shows, as its address says it: <c>?view=touch</c>, <c>?view=touch-business</c>.</summary>
public readonly record struct TimesView(TimedEvent Event, TimeKind Kind)
{
    private const string Business = "-business";

    public string Key => CamelCase.Of(Event) + (Kind == TimeKind.Business ? Business : "");

    /// <exception cref="InvalidArgument">It is none.</exception>
    public static TimesView Read(string? key)
    {
        if (key is null)
            return default;
        var kind = key.EndsWith(Business, StringComparison.Ordinal) ? TimeKind.Business : TimeKind.Elapsed;
        var name = kind == TimeKind.Business ? key[..^Business.Length] : key;
        foreach (var timed in Enum.GetValues<TimedEvent>())
            if (CamelCase.Of(timed) == name)
                return new(timed, kind);
        throw new InvalidArgument("view",
            $"'{key}' is no time: accept, touch, qualify, won, lost or disqualified; with -business after it for business time.");
    }
}
