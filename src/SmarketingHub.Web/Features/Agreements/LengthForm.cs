using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Agreements;

public enum LengthUnit
{
    Minutes,
    Hours,
    Days,
}

/// <summary>A length of business time as it is typed: a number and a unit.</summary>
public sealed class LengthForm
{
    public string Number { get; set; } = "";
    public LengthUnit Unit { get; set; }

    public static LengthForm Of(BusinessDuration length)
    {
        var minutes = (long)length.Time.TotalMinutes;
        var (number, unit) = length.Days > 0 && minutes == 0 ? (length.Days, LengthUnit.Days)
            : minutes % 60 == 0 && length.Days == 0 ? (minutes / 60, LengthUnit.Hours) : (minutes, LengthUnit.Minutes);
        return new() { Number = number.ToString(CultureInfo.InvariantCulture), Unit = unit };
    }

    /// <summary>Whole minutes and days; hours to the minute, like 1.5.</summary>
    /// <exception cref="InvalidArgument">It is no such number above zero.</exception>
    public BusinessDuration Read(string field)
    {
        var number = Figures.Number(Number, field) ?? 0;
        var minutes = Unit == LengthUnit.Hours ? number * 60 : number;
        return number is not (> 0 and < 100_000) || Unit != LengthUnit.Hours && number % 1 != 0 ? throw new InvalidArgument(field, "A whole number above zero.")
            : minutes % 1 != 0 ? throw new InvalidArgument(field, "Hours to the minute, like 1.5 or 1.25.")
            : BusinessDuration.Parse(Unit == LengthUnit.Days ? $"P{(int)number}D" : $"PT{(int)minutes}M");
    }
}
