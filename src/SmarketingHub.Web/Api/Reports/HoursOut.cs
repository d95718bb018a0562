using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Reports.Hours;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What the hours of leads in a period were, in whole seconds.</summary>
/// <param name="To">The first instant after the period; what is open is counted up to <paramref name="AsKnownAt"/> at the latest.</param>
/// <param name="Leads">How many leads had any.</param>
/// <param name="Total">All seconds.</param>
/// <param name="Parts">They add up to <paramref name="Total"/>.</param>
/// <param name="Bars">Empty, unless <paramref name="By"/> was asked for; they add up to <paramref name="Parts"/>.</param>
public sealed record HoursOut(
    Instant From, Instant To, Instant AsKnownAt, int Leads, long Total, HoursPartsOut Parts, HoursBy? By, IReadOnlyList<HoursBarOut> Bars)
    : ReportOut
{
    internal static HoursOut Of(HoursReport hours, Company company) => new(
        hours.Request.From, hours.Request.To, hours.Request.AsKnownAt, hours.Leads, hours.Total.Total, HoursPartsOut.Of(hours.Total),
        hours.By, [.. hours.Bars.Select(bar => HoursBarOut.Of(bar, hours.By, company))]);
}

/// <summary>Each second is in the first of them that fits, in this order: system, paused, closed, waiting, away, busy, overtaken.</summary>
/// <param name="System">Before it was recorded here: nobody could have acted.</param>
/// <param name="Closed">Out of hours.</param>
/// <param name="Away">The person whose turn it was was absent or not active.</param>
/// <param name="Busy">In the half hour before that person's next act, on another lead, and not before the act before it.</param>
/// <param name="Overtaken">After that person took a lead that was received later.</param>
/// <param name="Paused">The lead was paused.</param>
/// <param name="Waiting">For the other side: a party that has not named anybody, a booked meeting, a date, or the customer.</param>
/// <param name="Unexplained">The rest.</param>
public sealed record HoursPartsOut(
    long System, long Closed, long Away, long Busy, long Overtaken, long Paused, long Waiting, long Unexplained)
{
    internal static HoursPartsOut Of(HoursParts parts) => new(
        parts[HoursPart.System], parts[HoursPart.Closed], parts[HoursPart.Away], parts[HoursPart.Busy], parts[HoursPart.Overtaken],
        parts[HoursPart.Paused], parts[HoursPart.Waiting], parts[HoursPart.Unexplained]);
}

/// <param name="Key">As a filter takes it: a party's key, a person's id, a source; <c>mon</c> to <c>sun</c>; <c>00</c> to <c>23</c>. Empty:
/// nobody's, or without a source.</param>
/// <param name="Name">Of a party or a person; null: the key says it all.</param>
public sealed record HoursBarOut(string Key, string? Name, long Total, HoursPartsOut Parts)
{
    internal static HoursBarOut Of(HoursBar bar, HoursBy? by, Company company) => new(
        bar.Key,
        by == HoursBy.Holder ? company.PartyName(bar.Key)
            : by == HoursBy.Person && long.TryParse(bar.Key, out var id) ? company.PersonName(id) : null,
        bar.Parts.Total, HoursPartsOut.Of(bar.Parts));
}
