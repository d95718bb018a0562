using NodaTime;
using NodaTime.Text;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>A stretch of one kind, also in the calendar's own time.</summary>
/// <param name="StartLocal">With the offset of then: <c>2026-03-02T09:00:00+01:00</c>.</param>
/// <param name="Holiday">What the calendar calls it, of a holiday that has a name.</param>
public sealed record LocalSegmentOut(SegmentKind Kind, Instant Start, Instant End, string StartLocal, string EndLocal, string? Holiday)
{
    internal static IReadOnlyList<LocalSegmentOut> Of(
        IReadOnlyList<Segment> segments, WorkCalendar calendar, IReadOnlyDictionary<LocalDate, string>? names) =>
        [.. segments.Select(s => new LocalSegmentOut(s.Kind, s.Start, s.End, Local(s.Start, calendar.Zone), Local(s.End, calendar.Zone),
            HolidayNames.Of(s, calendar, names)))];

    private static string Local(Instant at, DateTimeZone zone) => OffsetDateTimePattern.Rfc3339.Format(at.InZone(zone).ToOffsetDateTime());
}

/// <summary>A commitment as its agreement's version says it.</summary>
/// <param name="Condition">Which leads it is about; empty lists ask nothing.</param>
/// <param name="Target">In business time.</param>
/// <param name="TargetFromOpening">When it starts in closed time: this, from the opening on.</param>
public sealed record PromisedOut(
    string Commitment, StartsAt Starts, Condition Condition, string Target, string? TargetFromOpening, int Attempts, int Calls,
    bool DifferentDays,
    IReadOnlyList<int> WarnAt, IReadOnlyList<LadderStep> Ladder, bool ReJudge)
{
    internal static PromisedOut? Of(Clock clock, Agreement? agreement) =>
        agreement?.Version(clock.AgreementVersion)?.Commitments.FirstOrDefault(c => c.Id == clock.Commitment) is { } c
            ? new(c.Id, c.Starts, c.Condition, c.Target.ToString(), c.TargetFromOpening?.ToString(), c.Attempts, c.Calls, c.DifferentDays,
                c.WarnAt, c.Ladder, c.ReJudge)
            : null;
}

/// <summary>A commitment that was looked at.</summary>
/// <param name="AgreementName">Null: not the caller's to see.</param>
/// <param name="WhyNot">Null: it matched.</param>
public sealed record TriedOut(long Agreement, string? AgreementName, int Version, string Commitment, string? WhyNot)
{
    internal static TriedOut Of(Tried tried, Company company, Actor actor) => new(
        tried.Agreement, company.AgreementSeenBy(actor, tried.Agreement)?.Name, tried.Version, tried.Commitment, tried.WhyNot);
}
