using NodaTime;
using NodaTime.TimeZones;

namespace SmarketingHub.Domain.Companies;

/// <summary>When the nightly pace mail goes to those who want it, in the installation's zone.</summary>
public sealed record NightlyMail
{
    public static readonly LocalTime Usual = new(6, 0);

    private static readonly ZoneLocalMappingResolver Resolving =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    public LocalTime At { get; init; } = Usual;

    /// <summary>It goes to nobody.</summary>
    public bool IsOff { get; init; }

    /// <summary>
    /// When it goes on a day: where the time is skipped, when the clock has jumped, and where it comes twice, at its first.
    /// </summary>
    public Instant On(LocalDate day, DateTimeZone zone) => zone.ResolveLocal(day + At, Resolving).ToInstant();
}
