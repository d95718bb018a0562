using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// What reports read, as it was known at one moment: the rows where nothing was recorded since, the ledger folded anew where something was.
/// </summary>
public sealed class ReportMoment : IAsyncDisposable
{
    private readonly DbTransaction reading;

    private ReportMoment(HubContext rows, DbTransaction reading, Company company, Instant knownAt) =>
        (Rows, this.reading, Company, KnownAt) = (rows, reading, company, knownAt);

    public HubContext Rows { get; }

    /// <summary>Names, agreements and calendars, as of now.</summary>
    public Company Company { get; }
    public Instant KnownAt { get; }

    public KnownRows<ReportedLead> Leads => Known<ReportedLead>();
    public KnownRows<ReportedPromise> Promises => Known<ReportedPromise>();
    public KnownRows<LeadStretch> Stretches => Known<LeadStretch>();
    public KnownRows<LeadAct> Acts => Known<LeadAct>();
    public KnownRows<ReportedHandoff> Handoffs => Known<ReportedHandoff>();
    public KnownRows<LeadReturn> Returns => Known<LeadReturn>();
    public KnownRows<LeadPause> Pauses => Known<LeadPause>();

    /// <param name="rows">Read in one transaction until this is disposed of.</param>
    /// <param name="company">As of now.</param>
    /// <param name="asKnownAt">What was recorded later is not known.</param>
    public static Task<ReportMoment> Open(HubContext rows, Company company, Instant asKnownAt, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new ReportMoment(rows, rows.BeginRead(), company, asKnownAt));
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();

    private KnownRows<T> Known<T>() where T : class => new(Rows.Set<T>().AsNoTracking(), []);
}
