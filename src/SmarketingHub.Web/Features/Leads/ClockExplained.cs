using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Another commitment that was looked at, and why it was not the one.</summary>
/// <param name="Agreement">Null: not the viewer's to see.</param>
public sealed record TriedCommitment(string? Agreement, int Version, Commitment? Commitment, string Id, string? WhyNot);

/// <summary>
/// Why a clock has its deadline. What was decided stands in the clock; the calendar version it names shows
/// which time counted. Nothing is decided again here.
/// </summary>
public sealed record ClockExplained(
    Clock Clock, Agreement? Agreement, Commitment? Commitment, IReadOnlyList<TriedCommitment> Tried,
    WorkCalendar Calendar, string CalendarName, IReadOnlyDictionary<LocalDate, string>? HolidayNames, IReadOnlyList<Segment> Segments)
{
    public DateTimeZone Zone => Calendar.Zone;

    /// <param name="actor">Who asks: of an agreement that is not theirs to see they get neither the name nor the words, nor its
    /// calendar.</param>
    public static ClockExplained Of(Clock clock, Company company, Actor actor)
    {
        var reference = new CalendarRef(clock.Calendar, clock.CalendarVersion);
        var calendar = company.Calendars[reference];
        Interval[] holds = [.. clock.Holds.Select(h => new Interval(h.From, h.To ?? Instant.Max(clock.DueAt, h.From)))];
        var agreement = company.AgreementSeenBy(actor, clock.Agreement);
        return new(
            clock, agreement, Find(agreement, clock.AgreementVersion, clock.Commitment),
            [.. company.TriedSeenBy(actor, clock.Tried).Select(t => Of(t, company.AgreementSeenBy(actor, t.Agreement)))],
            calendar, agreement is null ? "–" : company.CalendarNames.GetValueOrDefault(reference, reference.Id),
            agreement is null ? null : company.HolidayNames.GetValueOrDefault(reference),
            agreement is null ? [] : calendar.Segments(clock.StartedAt, clock.DueAt, holds));
    }

    private static TriedCommitment Of(Tried tried, Agreement? agreement) =>
        new(agreement?.Name, tried.Version, Find(agreement, tried.Version, tried.Commitment), tried.Commitment, tried.WhyNot);

    private static Commitment? Find(Agreement? agreement, int version, string commitment) =>
        agreement?.Version(version)?.Commitments.FirstOrDefault(c => c.Id == commitment);
}
