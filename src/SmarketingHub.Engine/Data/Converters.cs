using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace SmarketingHub.Engine.Data;

/// <summary>UTC milliseconds: every database orders and compares them.</summary>
public sealed class InstantConverter() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

/// <summary>Milliseconds.</summary>
public sealed class DurationConverter() : ValueConverter<Duration, long>(
    duration => (long)duration.TotalMilliseconds, stored => Duration.FromMilliseconds(stored));
