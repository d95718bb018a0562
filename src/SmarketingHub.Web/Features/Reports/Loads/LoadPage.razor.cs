using System.Globalization;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Loads;

public sealed partial class LoadPage
{
    // Of a longer period the last ones; the download has all.
    private const int MostWeeks = 14;

    private IEnumerable<string> Sentences(LoadTables tables)
    {
        yield return tables.Room is { } room
            ? L["{0} leads came to people who have room for {1}; {2} are open.", ReportWords.Count(tables.TakenIn),
                room.ToString("0", CultureInfo.CurrentCulture), ReportWords.Count(tables.Open)]
            : L["{0} leads came to people; {1} are open. How many all of them have room for is not known yet.",
                ReportWords.Count(tables.TakenIn), ReportWords.Count(tables.Open)];
        if (tables.Beyond.Count > 0)
            yield return L["More than there was room for: {0}.", string.Join(", ", tables.Beyond)];
    }

    private IReadOnlyList<FilterChips.FilterChip> Weeks(ReportSeen<LoadView> seen)
    {
        var address = seen.Asked.Address with { Show = null, Page = 1 };
        FilterChips.FilterChip Chip(string label, string? week) =>
            new(label, address.View == week, (address with { View = week }).Href(ReportPage.Load.Path));
        return [Chip(L["All weeks"], null), .. seen.Now.Load.Weeks.TakeLast(MostWeeks).Select(week => Chip(week.Key, week.Key))];
    }
}
