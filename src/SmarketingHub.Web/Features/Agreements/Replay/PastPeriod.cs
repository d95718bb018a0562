using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain;

namespace SmarketingHub.Web.Features.Agreements.Replay;

/// <summary>Which past is tried out.</summary>
public enum PastChoice
{
    LastMonth,
    LastThreeMonths,
    ThisMonth,
    Dates,
}

/// <summary>A past period of whole days in a calendar's zone.</summary>
/// <param name="To">The first day that is out of it.</param>
public sealed record PastPeriod(LocalDate First, LocalDate To, DateTimeZone Zone)
{
    public const string NoDate = "Choose a date.";
    public const string WrongOrder = "Choose a day not before the first.";
    public const string NotYet = "Choose a day that has begun.";

    public Instant Begin => First.AtStartOfDayInZone(Zone).ToInstant();
    public Instant End => To.AtStartOfDayInZone(Zone).ToInstant();

    /// <param name="first">As an input of a date writes it; looked at when dates are chosen.</param>
    /// <param name="last">The last day that is in it.</param>
    /// <exception cref="InvalidArgument">Of <c>from</c> or <c>to</c>.</exception>
    public static PastPeriod Of(PastChoice choice, string? first, string? last, DateTimeZone zone, Instant now)
    {
        var today = now.InZone(zone).Date;
        var month = today.With(DateAdjusters.StartOfMonth);
        return choice switch
        {
            PastChoice.LastMonth => new(month.PlusMonths(-1), month, zone),
            PastChoice.LastThreeMonths => new(month.PlusMonths(-3), month, zone),
            PastChoice.ThisMonth => new(month, today.PlusDays(1), zone),
            _ => Of(Read(first, "from", today), Read(last, "to", today), zone),
        };
    }

    /// <summary>"October", "August – October", "2 Mar 2026 – 5 Mar 2026".</summary>
    public string Say()
    {
        var (begin, end) = (First.ToDateTimeUnspecified(), To.PlusDays(-1).ToDateTimeUnspecified());
        string Write(DateTime day, string format) => day.ToString(format, CultureInfo.CurrentCulture);
        if (First.Day != 1 || To.Day != 1)
            return First == To.PlusDays(-1) ? Write(begin, "d MMM yyyy") : $"{Write(begin, "d MMM yyyy")} – {Write(end, "d MMM yyyy")}";
        return First.PlusMonths(1) == To ? Write(begin, "MMMM yyyy") : $"{Write(begin, "MMMM")} – {Write(end, "MMMM yyyy")}";
    }

    private static PastPeriod Of(LocalDate first, LocalDate last, DateTimeZone zone) =>
        last < first ? throw new InvalidArgument("to", WrongOrder) : new(first, last.PlusDays(1), zone);

    private static LocalDate Read(string? text, string field, LocalDate today) =>
        LocalDatePattern.Iso.Parse(text ?? "") is not { Success: true } parsed ? throw new InvalidArgument(field, NoDate)
        : parsed.Value > today ? throw new InvalidArgument(field, NotYet)
        : parsed.Value.Year < 1970 ? throw new InvalidArgument(field, NoDate)
        : parsed.Value;
}
