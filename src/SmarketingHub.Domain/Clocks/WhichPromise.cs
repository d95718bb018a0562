using System.Globalization;
using SmarketingHub.Domain.Agreements;

namespace SmarketingHub.Domain.Clocks;

/// <summary>
/// Which promise a clock keeps, as notices have it: <c>Accept:1:2:accept-a</c>, the kind, the agreement, its version and the commitment;
/// older ones have the kind alone.
/// </summary>
public sealed record WhichPromise(Promise Promise, long? Agreement = null, int? Version = null, string? Commitment = null)
{
    public static WhichPromise Of(Clock clock) => new(clock.Promise, clock.Agreement, clock.AgreementVersion, clock.Commitment);

    /// <summary>Null: it is none.</summary>
    public static WhichPromise? Read(string? text) => text?.Split(':', 4) switch
    {
        [var kind] when Enum.TryParse<Promise>(kind, out var promise) => new(promise),
        [var kind, var agreement, var version, var commitment] when Enum.TryParse<Promise>(kind, out var promise)
            && long.TryParse(agreement, CultureInfo.InvariantCulture, out var id)
            && int.TryParse(version, CultureInfo.InvariantCulture, out var number) => new(promise, id, number, commitment),
        _ => null,
    };

    /// <summary>Whether this clock keeps it; a new version may have timed it again.</summary>
    public bool IsOf(Clock clock) => clock.Promise == Promise
        && (Commitment is null || clock.Agreement == Agreement && clock.Commitment == Commitment);

    public override string ToString() => Commitment is null ? $"{Promise}"
        : string.Create(CultureInfo.InvariantCulture, $"{Promise}:{Agreement}:{Version}:{Commitment}");
}
