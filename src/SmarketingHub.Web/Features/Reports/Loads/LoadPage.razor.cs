using System.Globalization;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Reports.Shared;

namespace SmarketingHub.Web.Features.Reports.Loads;

public sealed partial class LoadPage
{
    // Of a longer period the last ones; the download has all.
    private const int MostWeeks = 14;

    private IEnumerable<string> Sentences(LoadTables tables, ReportRequest asked)
    {
        yield return L["Leads that came to people: {0}. Open at the end: {1}.", ReportWords.Count(tables.TakenIn),
            ReportWords.Count(tables.Open)];
        var (people, came, room) = tables.Known;
        yield return (asked.Source ?? asked.Campaign ?? asked.Grade ?? asked.Country) is not null || asked.Agreement is not null
            ? L["Room is for leads of every kind: beside some of them alone none is told."]
            : people == 0 ? L["How much room people have is not known yet."]
            : people == tables.Everybody ? L["There was room for {0}.", Whole(room)]
            : L["The room of {0} of {1} people is known: it was for {2}, and {3} came to them.", people, tables.Everybody, Whole(room),
                ReportWords.Count(came)];
        if (tables.Beyond.Count > 0)
            yield return L["More came than there was room for to: {0}.", string.Join(", ", tables.Beyond)];

        static string Whole(decimal room) => room.ToString("N0", CultureInfo.CurrentCulture);
    }

    private IReadOnlyList<FilterChips.FilterChip> Weeks(ReportSeen<LoadView> seen)
    {
        var address = seen.Asked.Address with { Show = null, Page = 1 };
        FilterChips.FilterChip Chip(string label, string? week) =>
            new(label, address.View == week, (address with { View = week }).Href(ReportPage.Load.Path));
        return [Chip(L["All weeks"], null), .. seen.Now.Load.Weeks.TakeLast(MostWeeks).Select(week => Chip(week.Key, week.Key))];
    }
}
