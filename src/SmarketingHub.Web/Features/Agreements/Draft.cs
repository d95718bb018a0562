using System.Globalization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Web.Features.Agreements;

public enum LengthUnit
{
    Minutes,
    Hours,
    Days,
}

/// <summary>A length of business time as one number and its unit.</summary>
public sealed class LengthDraft(BusinessDuration length)
{
    public int? Value { get; set; } = Split(length).Value;
    public LengthUnit Unit { get; set; } = Split(length).Unit;

    /// <summary>Days and hours at once: shown, and left as it is.</summary>
    public bool IsMixed { get; } = length.Days > 0 && length.Time > Duration.Zero;

    /// <summary>Null: no number, or less than one.</summary>
    public BusinessDuration? Length => IsMixed ? length
        : BusinessDuration.TryParse(string.Create(CultureInfo.InvariantCulture, Unit switch
        {
            LengthUnit.Days => $"P{Value}D",
            LengthUnit.Hours => $"PT{Value}H",
            _ => $"PT{Value}M",
        }), out var parsed) ? parsed : null;

    private static (int Value, LengthUnit Unit) Split(BusinessDuration length) =>
        length.Days > 0 ? (length.Days, LengthUnit.Days)
        : length.Time.TotalMinutes % 60 == 0 ? ((int)length.Time.TotalHours, LengthUnit.Hours)
        : ((int)length.Time.TotalMinutes, LengthUnit.Minutes);
}

/// <summary>The numbers of one commitment, while somebody changes them.</summary>
public sealed class CommitmentDraft(Commitment commitment)
{
    public Commitment Commitment { get; } = commitment;
    public LengthDraft Target { get; } = new(commitment.Target);
    public LengthDraft? Opening { get; } = commitment.TargetFromOpening is { } opening ? new(opening) : null;
    public int? Attempts { get; set; } = commitment.Attempts;
    public int? Calls { get; set; } = commitment.Calls;
    public string WarnAt { get; set; } = string.Join(", ", commitment.WarnAt);

    /// <summary>With what was typed; what is no number becomes one that the agreement's check refuses.</summary>
    public Commitment ToCommitment() => Commitment with
    {
        Target = Target.Length ?? default,
        TargetFromOpening = Opening is null ? null : Opening.Length ?? default(BusinessDuration),
        Attempts = Attempts ?? 0,
        Calls = Calls ?? -1,
        WarnAt = [.. WarnAt.Split([',', ';', ' ', '%'], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 0)],
    };
}
