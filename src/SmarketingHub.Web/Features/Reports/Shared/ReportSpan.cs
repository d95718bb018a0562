using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Web.Api.Reports;

namespace SmarketingHub.Web.Features.Reports.Shared;

/// <summary>A period that moves with the day, in the installation's zone; or two dates of somebody's own.</summary>
public enum ReportSpan
{
    Days30,
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
    Quarter,
    Dates,
}

/// <summary>What each of them is on a day.</summary>
public static class ReportSpans
{
    public static readonly IReadOnlyList<ReportSpan> Named = [.. Enum.GetValues<ReportSpan>().Where(span => span != ReportSpan.Dates)];

    /// <summary>The first day, and the first after it.</summary>
    public static (LocalDate From, LocalDate To) Days(this ReportSpan span, LocalDate today)
    {
        var week = today.PlusDays(1 - (int)today.DayOfWeek);
        var month = today.With(DateAdjusters.StartOfMonth);
        var quarter = month.PlusMonths(-((month.Month - 1) % 3));
        return span switch
        {
            ReportSpan.ThisWeek => (week, week.PlusWeeks(1)),
            ReportSpan.LastWeek => (week.PlusWeeks(-1), week),
            ReportSpan.ThisMonth => (month, month.PlusMonths(1)),
            ReportSpan.LastMonth => (month.PlusMonths(-1), month),
            ReportSpan.Quarter => (quarter, quarter.PlusMonths(3)),
            _ => (today.PlusDays(1 - ReportQuery.UsualDays), today.PlusDays(1)),
        };
    }

    /// <summary>The one before begins this much earlier.</summary>
    public static NodaTime.Period Step(this ReportSpan span) => span switch
    {
        ReportSpan.ThisWeek or ReportSpan.LastWeek => NodaTime.Period.FromWeeks(1),
        ReportSpan.ThisMonth or ReportSpan.LastMonth => NodaTime.Period.FromMonths(1),
        ReportSpan.Quarter => NodaTime.Period.FromMonths(3),
        _ => NodaTime.Period.FromDays(ReportQuery.UsualDays),
    };

    /// <exception cref="InvalidArgument">There is none of that name.</exception>
    public static ReportSpan Read(string name) =>
        Named.Cast<ReportSpan?>().FirstOrDefault(span => CamelCase.Of(span!.Value).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidArgument("period",
                $"'{name}' is no period: days30, thisWeek, lastWeek, thisMonth, lastMonth or quarter.");
}
