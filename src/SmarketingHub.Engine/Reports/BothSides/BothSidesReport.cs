using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.Reading;

namespace SmarketingHub.Engine.Reports.BothSides;

/// <summary>A promise over a period, of the version that counted in it.</summary>
/// <param name="Zone">Of its calendar: the burn-up's days are its.</param>
public sealed record AgreementPace(Agreement Agreement, AgreementVersion Version, PaceOf Pace, DateTimeZone Zone);

/// <summary>
/// What both sides of agreements promised for a period and where it stands: the giver's volume and quality, the goals of both, and how the
/// receiver follows up.
/// </summary>
public sealed record BothSidesReport(Instant At, IReadOnlyList<AgreementPace> Items, IReadOnlyList<FollowUp> FollowUps)
{
    private const int MostPeriods = 60;
    private static readonly Duration Least = Duration.FromMilliseconds(1);

    /// <summary>The last moment of what is asked: of which period each promise is told.</summary>
    public static Instant LastOf(ReportRequest request) => Instant.Min(request.To - Least, request.AsKnownAt);

    /// <summary>What came in the chosen period, and the promises of receivers that started in it.</summary>
    public static PeriodSpan ChosenOf(ReportRequest request) => new(request.From, request.To);

    /// <param name="request">
    /// Source, campaign, grade and country choose the leads that are counted; the party chooses what it owes and what both owe together;
    /// a team or a person, only follow-ups: the others are promises of whole parties.
    /// </param>
    /// <param name="agreements">Which are told of.</param>
    /// <param name="at">The moment: each promise is told of its period then.</param>
    /// <param name="knownAt">What was recorded later is not known; null: all is, which is read faster.</param>
    /// <param name="chosen">What came of each in this period, too, and of which follow-ups are told; null: those of the month.</param>
    /// <param name="from">Also of the periods before, back to the one in which this lies; null: of that one alone.</param>
    /// <exception cref="InvalidArgument">That would be too many.</exception>
    public static async Task<BothSidesReport> Read(
        ReportMoment moment, ReportRequest request, IEnumerable<Agreement> agreements, Instant at, Instant? knownAt = null,
        Instant? from = null, PeriodSpan? chosen = null)
    {
        var (items, followUps) = (new List<AgreementPace>(), new List<FollowUp>());
        foreach (var agreement in agreements)
        {
            if (request.Team is null && request.Person is null)
                items.AddRange(await PacesOf(moment, request, agreement, at, knownAt, from, chosen));
            if (agreement.InForce(at) is { } version && (request.Party is null || request.Party == agreement.Receiver))
                followUps.Add(FollowUp.Read(moment, request, agreement, version, at, chosen));
        }
        return new(at, items, followUps);
    }

    private static async Task<IEnumerable<AgreementPace>> PacesOf(
        ReportMoment moment, ReportRequest request, Agreement agreement, Instant at, Instant? knownAt, Instant? from,
        PeriodSpan? chosen)
    {
        var found = new List<AgreementPace>();
        // The last first; each promise's period before is looked at from its own end.
        var (open, seen) = (new Stack<Instant>([at]), new HashSet<Instant> { at });
        while (open.TryPop(out var then))
        {
            if (agreement.InForce(then) is not { } version)
                continue;
            var zone = moment.Company.Calendars[moment.Company.CalendarFor(version.Calendar, then)].Zone;
            foreach (var pace in await PaceReport.Read(
                moment.Rows, moment.Company, agreement, version, then, knownAt, Fits(request), then == at ? chosen : null))
            {
                if (then != at && pace.Span.To != then + Least)
                    continue;
                found.Add(new(agreement, version, pace, zone));
                var before = pace.Span.From - Least;
                if (from < pace.Span.From && seen.Add(before))
                    open.Push(before);
            }
            if (seen.Count > MostPeriods)
                throw new InvalidArgument("from", $"Ask for at most {MostPeriods} periods at once.");
        }
        return found.Where(item => request.Party is null || item.Pace.Commitment.OwedBy == request.Party
                || item.Pace.Commitment.OwedBy is null && agreement.IsBetween(request.Party, null))
            .OrderByDescending(item => item.Pace.Span.Contains(at) ? Instant.MaxValue : item.Pace.Span.To);
    }

    private static Func<LeadFacts, bool>? Fits(ReportRequest asked)
    {
        if ((asked.Source ?? asked.Campaign ?? asked.Grade ?? asked.Country) is null)
            return null;
        return facts => FactWords.Same.Fits(asked.Source, facts.Source) && FactWords.Same.Fits(asked.Campaign, facts.Campaign)
            && FactWords.Same.Fits(asked.Grade, facts.Grade) && FactWords.SameCountry.Fits(asked.Country, facts.Country);
    }
}
