using System.Globalization;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Agreements.Wording;

public enum LengthUnit
{
    Minutes,
    Hours,
    Days,

    /// <summary>A length in ISO 8601, for what is no number of one of these units: <c>P1DT2H</c>.</summary>
    Written,
}

/// <summary>A length of business time as it is typed: a number and a unit.</summary>
public sealed class LengthForm
{
    public string Number { get; set; } = "";
    public LengthUnit Unit { get; set; }

    public static LengthForm Of(BusinessDuration length)
    {
        if (length.Days > 0 && length.Time > Duration.Zero || length.Time.TotalMinutes % 1 != 0)
            return new() { Number = length.ToString(), Unit = LengthUnit.Written };
        var minutes = (long)length.Time.TotalMinutes;
        var (number, unit) = length.Days > 0 ? (length.Days, LengthUnit.Days)
            : minutes % 60 == 0 ? (minutes / 60, LengthUnit.Hours) : (minutes, LengthUnit.Minutes);
        return new() { Number = number.ToString(CultureInfo.InvariantCulture), Unit = unit };
    }

    /// <summary>Whole minutes and days; hours to the minute, like 1.5.</summary>
    /// <exception cref="InvalidArgument">It is no such number above zero.</exception>
    public BusinessDuration Read(string field)
    {
        if (Unit == LengthUnit.Written)
            return BusinessDuration.TryParse(Number, out var written) ? written : throw new InvalidArgument(field, "A length like P1DT2H.");
        var number = Figures.Number(Number, field) ?? 0;
        var minutes = Unit == LengthUnit.Hours ? number * 60 : number;
        return number is not (> 0 and < 100_000) || Unit != LengthUnit.Hours && number % 1 != 0
            ? throw new InvalidArgument(field, "A whole number above zero.")
            : minutes % 1 != 0 ? throw new InvalidArgument(field, "Hours to the minute, like 1.5 or 1.25.")
            : BusinessDuration.Parse(Unit == LengthUnit.Days ? $"P{(int)number}D" : $"PT{(int)minutes}M");
    }
}
