namespace SmarketingHub.Domain.Routing;

/// <summary>How large somebody's share is beside those of others: 0.5 for half of the week.</summary>
public readonly record struct Weight
{
    public const decimal Least = 0.01m, Most = 100;

    public static readonly Weight One = new(1);

    /// <exception cref="InvalidArgument">Of the field <c>weight</c>: out of range, or finer than two places.</exception>
    public Weight(decimal value) => Value = IsOne(value) ? value
        : throw new InvalidArgument("weight", $"A weight from {Least} to {Most} with two decimal places at most.");

    public decimal Value { get; }

    public static bool IsOne(decimal value) => value is >= Least and <= Most && value * 100 % 1 == 0;
}
