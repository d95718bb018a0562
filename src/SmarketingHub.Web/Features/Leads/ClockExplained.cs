using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Another commitment that was looked at, and why it was not the one.</summary>
public sealed record TriedCommitment(string Agreement, int Version, Commitment? Commitment, string Id, string? WhyNot);

/// <summary>
/// Why a clock has its deadline. What was decided stands in the clock; the calendar version it names shows
/// which time counted. Nothing is decided again here.
/// </summary>
public sealed record ClockExplained(
    Clock Clock, Agreement? Agreement, Commitment? Commitment, IReadOnlyList<TriedCommitment> Tried,
    WorkCalendar Calendar, string CalendarName, IReadOnlyDictionary<LocalDate, string>? HolidayNames, IReadOnlyList<Segment> Segments)
{
    public DateTimeZone Zone => Calendar.Zone;

    public static ClockExplained Of(Clock clock, Company company)
    {
        var reference = new CalendarRef(clock.Calendar, clock.CalendarVersion);
        var calendar = company.Calendars[reference];
        Interval[] holds = [.. clock.Holds.Select(h => new Interval(h.From, h.To ?? Instant.Max(clock.DueAt, h.From)))];
        return new(
            clock, company.Agreements.Find(a => a.Id == clock.Agreement), Find(company, clock.Agreement, clock.AgreementVersion, clock.Commitment),
            [.. clock.Tried.Select(t => new TriedCommitment(
                company.Agreements.Find(a => a.Id == t.Agreement)?.Name ?? "", t.Version, Find(company, t.Agreement, t.Version, t.Commitment), t.Commitment, t.WhyNot))],
            calendar, company.CalendarNames.GetValueOrDefault(reference, reference.Id), company.HolidayNames.GetValueOrDefault(reference), calendar.Segments(clock.StartedAt, clock.DueAt, holds));
    }

    private static Commitment? Find(Company company, long agreement, int version, string commitment) =>
        company.Agreements.Find(a => a.Id == agreement)?.Versions.Find(v => v.Number == version)?.Commitments.FirstOrDefault(c => c.Id == commitment);
}
