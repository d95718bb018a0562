namespace SmarketingHub.Domain.Routing;

/// <summary>Why somebody was not asked.</summary>
public enum SkippedBecause
{
    Away,

    /// <summary>Outside of the working hours of the rule, or of the person in it.</summary>
    Closed,
    Full,

    /// <summary>Takes leads of other countries.</summary>
    Country,

    /// <summary>Has just got one of those that had waited.</summary>
    Resting,

    /// <summary>Is not of the target any more, or no longer here.</summary>
    Gone,
}

/// <summary>Somebody who was weighed for a lead.</summary>
/// <param name="Skipped">Null: could have had it.</param>
/// <param name="Open">Open leads, and offers that wait; null: nobody asked for it.</param>
/// <param name="Before">The balance in leads; null: by this rule no turn was taken …</param>
/// <param name="After">… and what it became.</param>
public sealed record Candidate(
    long Person, decimal Weight, SkippedBecause? Skipped = null, int? Open = null, decimal? Before = null, decimal? After = null);

/// <summary>A rule that a lead did not go by.</summary>
/// <param name="WhyNot">What keeps the lead out of it, or what else was in the way.</param>
/// <param name="Nobody">Those who were weighed, where nobody was free; null: it did not come to that.</param>
public sealed record TriedRule(string Rule, string WhyNot, IReadOnlyList<Candidate>? Nobody = null);
