using Microsoft.AspNetCore.Components;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Reports.Shared;
using SmarketingHub.Web.Features.Words;
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
    private string? Page { get; set; }

    private const string ForecastMeaning =
        "Of the promises of the same commitment that started in the past 90 days (of a ladder's first round, or of the later ones), "
        + "those that were still open after the same business time: the share of them that went past the target (Kaplan–Meier; "
        + "those that run still count as long as they were seen, and what nobody owes any more was not missed). With n of the "
        + "owner's own among them, these count n ÷ (n + 10), the party's the rest; of fewer than 10 of the party's nothing is said. "
        + "Surely missed: no open hour is left before the deadline in which the owner is there, and nobody stands in; unless "
        + "somebody else takes it.";

    private const string RiskCounted = "More likely missed than not, of all promises that run";

    private const string OwnSide =
        "What your own side missed is excused by a team lead of the other side, a manager or an administrator.";

    private string ToCalibration => $"{navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0]}#{CalibrationView.Anchor}";

    private PatternKey? Behind => PatternKey.Parse(Pattern);

    private int PageNow => AddressWords.Page(Page);

    private int Total => PartNow == DeskPart.Risk ? forecasts?.Asked.All ?? 0 : list?.Total ?? 0;

    private int Pages => (Total + BreachList.PageSize - 1) / BreachList.PageSize;

    // What asks for a status, a cause or a pattern asks all of them, whatever part an older address names.
    private DeskPart PartNow =>
        AddressWords.Choice<BreachStatus>(Status) is not null || Cause is not null || Behind is not null ? DeskPart.All
        : AddressWords.Choice<DeskPart>(Part) is { } part && (part != DeskPart.Settle || Sees) ? part : DeskPart.Now;

    private BreachFilter Filter => new(
        string.IsNullOrEmpty(Party) ? null : Party,
        AddressWords.Choice<Promise>(Promise),
        AddressWords.Choice<BreachStatus>(Status),
        PartNow switch
        {
            DeskPart.Now => BreachPart.Now,
            DeskPart.Settle => BreachPart.Settle,
            _ => BreachPart.All,
        },
        Sees ? Cause : null);

    private IReadOnlyList<(DeskPart Part, string Name, string? Count)> Parts =>
    [
        (DeskPart.Now, "Now breached", ReportWords.Count(Count(BreachStatus.Open))),
        (DeskPart.Risk, "At risk", running is { } all
            ? L["{0} of {1}", ReportWords.Count(all.Likely), ReportWords.Count(all.All)].Value : null),
        .. Sees ? [(DeskPart.Settle, "To settle", (string?)ReportWords.Count(list!.ToSettle))] : Array.Empty<(DeskPart, string, string?)>(),
        (DeskPart.All, "All of 30 days", null),
    ];

    // The likely ones come first in the whole list, of which a page shows a part.
    private IReadOnlyList<(string Heading, IReadOnlyList<Forecast> Forecasts)> RiskGroups
    {
        get
        {
            if (forecasts is not { Asked: var asked, Forecasts: { Count: > 0 } shown })
                return [];
            var likely = Math.Clamp(asked.Likely - (PageNow - 1) * BreachList.PageSize, 0, shown.Count);
            return
            [
                .. new (string, IReadOnlyList<Forecast> Forecasts)[]
                {
                    (L["More likely missed than not: {0}", ReportWords.Count(asked.Likely)], [.. shown.Take(likely)]),
                    (L["Less likely, or it cannot be said: {0}", ReportWords.Count(asked.All - asked.Likely)], [.. shown.Skip(likely)]),
                }.Where(group => group.Forecasts.Count > 0),
            ];
        }
    }

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
        .. Enum.GetValues<Promise>().Select(p => Chip(L.What(p), "promise", Key(p), Filter.Promise == p)),
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
