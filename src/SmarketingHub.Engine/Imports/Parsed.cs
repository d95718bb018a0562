using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Imports;

/// <summary>What a cell says, or why it could not be read.</summary>
/// <typeparam name="T">One that can be null.</typeparam>
internal readonly record struct Parsed<T>
{
    private Parsed(T value, Phrase? whyNot) => (Value, WhyNot) = (value, whyNot);

    /// <summary>Null when it could not be read.</summary>
    internal T Value { get; }

    /// <summary>Null when it could.</summary>
    internal Phrase? WhyNot { get; }

    public static implicit operator Parsed<T>(T value) => new(value, null);

    internal static Parsed<T> Not(Phrase why) => new(default!, why);
}
