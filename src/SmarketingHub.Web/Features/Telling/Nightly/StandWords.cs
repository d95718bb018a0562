using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Engine.Reports.BothSides;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling.Nightly;

/// <summary>How an agreement's promises stand: in words that need no picture, and each as one.</summary>
/// <param name="known">The company as the person knows it.</param>
internal sealed class StandWords(Company known, IStringLocalizer<Texts> l, ILogger log)
{
    private const int DaysOfWeek = 7;

    // Of a quarter each second week is named.
    private const int MostDays = 7;

    internal MessageSection Say(Agreement agreement, BothSidesReport pace) => new(agreement.Name,
    [
        .. pace.Items.Where(item => item.Agreement.Id == agreement.Id).Select(Say),
        .. pace.FollowUps.Where(f => f.Agreement.Id == agreement.Id).Select(Say),
    ]);

    private MessagePart Say(AgreementPace item)
    {
        var (pace, currency) = (item.Pace, known.Currency);
        var party = pace.Commitment.OwedBy is { } owes ? l.Party(known, owes) : l["Together"].Value;
        var title = $"{party}: {string.Concat(l.Parts(pace.Commitment, currency).Select(part => part.Text))}";
        var said = $"{l.Reached(pace, currency)}. {l.Should(pace, currency)}";
        return Part(title, pace.OnPace, [said, .. l.NotCounted(pace) is { } left ? new[] { left } : []],
            () => Lines(pace.BurnUp, pace.Span, item.Zone, (double)pace.Commitment.Amount, (double?)pace.Projected,
                y => PaceWords.Figure(pace, (decimal)y, currency)));
    }

    private MessagePart Say(FollowUp followUp) => Part(
        l["{0}: follow-up", l.Party(known, followUp.Agreement.Receiver)], followUp.OnPace,
        [
            l["Met: {0}; due by now: {1}, of {2} that started in the period.", Whole(followUp.Met), Whole(followUp.Due),
                Whole(followUp.Started)],
        ],
        () => Lines(followUp.Days, followUp.Span, followUp.Zone, followUp.All, null, Whole));

    private MessagePart Part(string title, bool? isOnPace, IReadOnlyList<string> said, Func<BurnUpLines> lines) => new(
        title, isOnPace is not { } known ? null : known ? l["On pace"].Value : l["Behind pace"].Value, said)
    {
        IsBad = isOnPace == false,
        Picture = Picture($"{title} {said[0]}", lines),
    };

    // The words say it all: a machine that cannot draw sends them alone.
    private MessageFile? Picture(string alt, Func<BurnUpLines> lines)
    {
        try
        {
            return new("burn-up.png", "image/png", BurnUpPicture.Draw(lines()), l["Burn-up, day by day: {0}", alt], BurnUpPicture.Width);
        }
        catch (Exception error)
        {
            log.LogError(error, "A picture for the nightly mail could not be drawn");
            return null;
        }
    }

    private BurnUpLines Lines(
        IReadOnlyList<BurnUpPoint> points, PeriodSpan span, DateTimeZone zone, double promised, double? willEnd,
        Func<double, string> say) => new(
        [.. points.Where(p => p.Actual is not null).Select(p => (X(p.At), (double)p.Actual!.Value))],
        [.. points.Where(p => p.ShouldBe is not null).Select(p => (X(p.At), (double)p.ShouldBe!.Value))],
        willEnd, X(span.From), X(span.To), promised, [.. Days(span, zone)], say, [l["is"], l["should be"], l["will end"]]);

    // Each week, or each so many that the names have room; of a week each day but the last.
    private static IEnumerable<(double X, string Name)> Days(PeriodSpan span, DateTimeZone zone)
    {
        var (first, end) = (span.From.InZone(zone).Date, span.To.InZone(zone).Date);
        var days = NodaTime.Period.DaysBetween(first, end);
        var step = days <= DaysOfWeek ? 1 : DaysOfWeek;
        while (days / step > MostDays)
            step += DaysOfWeek;
        for (var day = first; day < end; day = day.PlusDays(step))
            yield return (X(zone.AtStartOfDay(day).ToInstant()), day.ToDateTimeUnspecified().ToString("d MMM", CultureInfo.CurrentCulture));
    }

    private static double X(Instant at) => at.ToUnixTimeSeconds();

    private static string Whole(double number) => Math.Round(number).ToString("N0", CultureInfo.CurrentCulture);
}
