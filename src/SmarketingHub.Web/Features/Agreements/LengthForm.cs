using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;

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

    /// <exception cref="InvalidArgument">It is no whole number above zero.</exception>
    public BusinessDuration Read(string field) =>
        int.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000
            ? BusinessDuration.Parse(Unit switch { LengthUnit.Days => $"P{number}D", LengthUnit.Hours => $"PT{number}H", _ => $"PT{number}M" })
            : throw new InvalidArgument(field, "A whole number above zero.");
}
