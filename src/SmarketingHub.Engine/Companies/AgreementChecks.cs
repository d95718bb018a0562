using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Engine.Companies;

/// <summary>What a version of an agreement may say.</summary>
public static class AgreementChecks
{
    public const int MostAttempts = 50;
    public const int MostDays = 260;
    private static readonly Duration MostTime = Duration.FromHours(2_080);

    /// <summary>What is wrong with it, each with its field: <c>accept.target</c>.</summary>
    public static IEnumerable<InvalidArgument> Problems(AgreementVersion version) => version.Commitments.SelectMany(Problems);

    private static IEnumerable<InvalidArgument> Problems(Commitment c)
    {
        if (!IsLength(c.Target))
            yield return new($"{c.Id}.target", TooLong);
        if (c.TargetFromOpening is { } opening && !IsLength(opening))
            yield return new($"{c.Id}.opening", TooLong);
        if (c.Promise == Promise.Effort && c.Attempts is < 1 or > MostAttempts)
            yield return new($"{c.Id}.attempts", "From 1 to 50 attempts.");
        if (c.Calls < 0 || c.Calls > c.Attempts)
            yield return new($"{c.Id}.calls", "No more calls than attempts.");
        if (c.WarnAt.Any(percent => percent is < 1 or > 99) || !c.WarnAt.SequenceEqual(c.WarnAt.Distinct().Order()) || c.WarnAt.Count > 5)
            yield return new($"{c.Id}.warnAt", "At most five warn points, each from 1 to 99 percent, ascending.");
        if (c.Ladder.Any(step => step.Percent is < 100 or > 1000) || !c.Ladder.Select(s => s.Percent).SequenceEqual(c.Ladder.Select(s => s.Percent).Distinct().Order()))
            yield return new($"{c.Id}.ladder", "Ladder steps are at 100 to 1000 percent, ascending.");
    }

    private const string TooLong = "From one minute to 260 business days.";

    private static bool IsLength(BusinessDuration length) =>
        length.Days <= MostDays && length.Time <= MostTime && (length.Days > 0 || length.Time >= Duration.FromMinutes(1));
}
