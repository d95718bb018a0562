using NodaTime;
using SmarketingHub.Domain;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>Of what a report is asked; null asks nothing.</summary>
/// <param name="From">The first instant of the period …</param>
/// <param name="To">… and the first after it.</param>
/// <param name="Party">Who owed the promise, or whose turn it was.</param>
/// <param name="Team">Of whose people; as the teams were at <paramref name="AsKnownAt"/>.</param>
/// <param name="Source">Of the lead; the empty text: it has none. Likewise the three that follow.</param>
/// <param name="AsKnownAt">What was recorded later is not known.</param>
public sealed record ReportRequest(
    Instant From, Instant To, Instant AsKnownAt, string? Party = null, string? Team = null, long? Person = null, string? Source = null,
    string? Campaign = null, string? Grade = null, string? Country = null, long? Agreement = null)
{
    /// <summary>Until when what is open is counted: nothing that was not known yet has happened.</summary>
    public Instant Until => Instant.Min(To, AsKnownAt);

    /// <summary>The period right before it, as long as what is known of this one.</summary>
    public ReportRequest Earlier() => this with { From = From - (Until - From), To = From };

    /// <exception cref="InvalidArgument">The period is empty, or lies after what is known.</exception>
    public ReportRequest Checked()
    {
        if (From >= AsKnownAt)
            throw new InvalidArgument("from",
                "Give a moment before the one as of which it is asked: nothing is known of what comes later.");
        if (To <= From)
            throw new InvalidArgument("to", "The period ends before it begins: give a later end or an earlier beginning.");
        return this;
    }
}
