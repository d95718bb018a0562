using System.Globalization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Engine.Companies;

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

/// <summary>The fields of one commitment while they are typed: nothing is lost when one is wrong.</summary>
public sealed class NumbersForm(Commitment commitment)
{
    public Commitment Commitment { get; } = commitment;
    public LengthForm Target { get; } = LengthForm.Of(commitment.Target);
    public LengthForm? TargetFromOpening { get; } = commitment.TargetFromOpening is { } length ? LengthForm.Of(length) : null;
    public string Attempts { get; set; } = commitment.Attempts.ToString(CultureInfo.InvariantCulture);
    public string Calls { get; set; } = commitment.Calls.ToString(CultureInfo.InvariantCulture);
    public string WarnAt { get; set; } = string.Join(", ", commitment.WarnAt);

    /// <exception cref="InvalidArgument">Names the field as <c>commitment.field</c>.</exception>
    public Numbers Read() => new(
        Commitment.Id, Target.Read(Field("target")), TargetFromOpening?.Read(Field("targetFromOpening")),
        Commitment.Promise == Promise.Effort ? Whole(Attempts, "attempts", 1) : Commitment.Attempts,
        Commitment.Promise == Promise.Effort ? Whole(Calls, "calls", 0) : Commitment.Calls,
        [.. WarnAt.Split([',', ' ', ';', '%'], StringSplitOptions.RemoveEmptyEntries).Select(percent => Whole(percent, "warnAt", 1))]);

    private int Whole(string text, string field, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number : throw new InvalidArgument(Field(field), "A whole number above zero.");

    public string Field(string name) => $"{Commitment.Id}.{name}";
}
