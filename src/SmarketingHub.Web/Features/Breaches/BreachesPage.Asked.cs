using Microsoft.AspNetCore.Components;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>What the page's address asks for, and where it leads.</summary>
public sealed partial class BreachesPage
{
    [SupplyParameterFromQuery]
    private string? Part { get; set; }

    [SupplyParameterFromQuery]
    private string? Party { get; set; }

    [SupplyParameterFromQuery]
    private string? Promise { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Cause { get; set; }

    [SupplyParameterFromQuery]
    private string? Pattern { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    private const string ForecastMeaning =
        "Of the promises of the same commitment that started in the past 90 days (of a ladder's first round, or of the later ones), "
        + "those that were still open after the same business time: the share of them that went past the target (Kaplan–Meier; "
        + "those that run still count as long as they were seen, and what nobody owes any more was not missed). With n of the "
        + "owner's own among them, these count n ÷ (n + 10), the party's the rest; of fewer than 10 of the party's nothing is said. "
        + "Surely missed: no open hour is left before the deadline in which the owner is there, and nobody stands in; unless "
        + "somebody else takes it.";

    private const string OwnSide =
        "What your own side missed is excused by a team lead of the other side, a manager or an administrator.";

    private string ToCalibration => $"{navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0]}#{CalibrationView.Anchor}";

    private PatternKey? Behind => PatternKey.Parse(Pattern);

    private int PageNow => Math.Clamp(Page ?? 1, 1, 100_000);

    private int Total => PartNow == DeskPart.Risk ? forecasts?.Total ?? 0 : list?.Total ?? 0;

    private int Pages => (Total + BreachList.PageSize - 1) / BreachList.PageSize;

    // What asks for a status, a cause or a pattern asks all of them, whatever part an older address names.
    private DeskPart PartNow => Status is { Length: > 0 } || Cause is not null || Behind is not null ? DeskPart.All
        : Enum.TryParse<DeskPart>(Part, ignoreCase: true, out var part) && Enum.IsDefined(part) && (part != DeskPart.Settle || Sees) ? part
        : DeskPart.Now;

    private BreachFilter Filter => new(
        string.IsNullOrEmpty(Party) ? null : Party,
        Enum.TryParse<Promise>(Promise, ignoreCase: true, out var promise) ? promise : null,
        Enum.TryParse<BreachStatus>(Status, ignoreCase: true, out var status) ? status : null,
        PartNow switch
        {
            DeskPart.Now => BreachPart.Now,
            DeskPart.Settle => BreachPart.Settle,
            _ => BreachPart.All,
        },
        Sees ? Cause : null);

    private IReadOnlyList<(DeskPart Part, string Name, int? Count)> Parts =>
    [
        (DeskPart.Now, "Now breached", Count(BreachStatus.Open)),
        (DeskPart.Risk, "At risk", likely),
        .. Sees ? [(DeskPart.Settle, "To settle", (int?)list!.ToSettle)] : Array.Empty<(DeskPart, string, int?)>(),
        (DeskPart.All, "All of 30 days", null),
    ];

    private string Lead => PartNow switch
    {
        DeskPart.Now => "Deadlines that are missed and count still.",
        DeskPart.Risk => "All promises that run: those that will surely be missed first, then by how likely it is.",
        DeskPart.Settle => "Missed in the past 90 days, over, and nobody has said why: name the cause, or excuse it.",
        _ => "Promises that were missed: those still counting, and those of the past 30 days.",
    };

    private IReadOnlyList<FilterChips.FilterChip> Chips =>
    [
        .. PartNow != DeskPart.All ? [] : Enum.GetValues<BreachStatus>().Where(s => list!.Counts.ContainsKey(s) || Filter.Status == s)
            .Select(s => Chip(L[$"breach: {Key(s)}"], "status", Key(s), Filter.Status == s)),
        .. Sees && Cause is { } cause
            ? [Chip(cause == "" ? L["No cause yet"] : L.Cause(Company, cause), "cause", cause, true)]
            : Array.Empty<FilterChips.FilterChip>(),
        .. Behind is { } behind
            ? [Chip(L.Say(behind, Company.SeenBy(actor!)), "pattern", behind.ToString(), true)] : Array.Empty<FilterChips.FilterChip>(),
        .. actor!.SeesAll()
            ? live.Company.Parties.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name)
                .Select(p => Chip(L.Name(p), "party", p.Key, Party == p.Key))
            : [],
        .. Enum.GetValues<Promise>().Select(p => Chip(L.Name(p), "promise", Key(p), Filter.Promise == p)),
    ];

    private bool IsEmpty => PartNow == DeskPart.Risk ? forecasts?.Forecasts.Count == 0 : list!.Breaches.Count == 0;

    /// <summary>What an empty part says; null: something was asked for beyond it.</summary>
    private (string Said, string Meant)? EmptyWords => Filter is not { Party: null, Promise: null, Status: null, Cause: null }
        || Behind is not null ? null : PartNow switch
        {
            DeskPart.Risk => ("Nothing runs.", "Promises stand here from their start until they are kept or missed."),
            DeskPart.Settle => ("Everything is settled.",
                "What was missed and is over stands here until somebody names its cause or excuses it."),
            DeskPart.Now when list!.Counts.Count > 0 => ("Nothing is breached now.",
                "What was missed in 30 days stands under “All of 30 days”."),
            _ => ("No promise was missed in 30 days.",
                "When a clock runs past its deadline it stands here, with the promise, who owed it and what was done about it."),
        };

    private string To(DeskPart part) => navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["part"] = part == DeskPart.Now ? null : Key(part),
        ["status"] = null,
        ["cause"] = null,
        ["pattern"] = null,
        ["page"] = null,
    });

    private FilterChips.FilterChip Chip(string label, string name, string value, bool on) => new(
        label, on, navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            ["part"] = PartNow == DeskPart.Now ? null : Key(PartNow),
            [name] = on ? null : value,
            ["page"] = null,
        }));

    private string At(int page) => navigation.GetUriWithQueryParameter("page", page == 1 ? null : (int?)page);

    private static string Key<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
