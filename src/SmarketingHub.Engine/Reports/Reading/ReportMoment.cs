using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// What reports read, as it was known at one moment: the rows where nothing was recorded since, the ledger folded anew where something was.
/// So a report is never older than what was acknowledged, however far the rows are behind.
/// </summary>
public sealed class ReportMoment : IAsyncDisposable
{
    private readonly DbTransaction reading;
    private readonly UnreadLeads unread;
    private readonly FoldedRows folded;

    private ReportMoment(
        HubContext rows, DbTransaction reading, Company company, Instant knownAt, UnreadLeads unread, FoldedRows folded)
    {
        (Rows, this.reading, Company, KnownAt) = (rows, reading, company, knownAt);
        (this.unread, this.folded) = (unread, folded);
    }

    public HubContext Rows { get; }

    /// <summary>Names, agreements and calendars, as of now.</summary>
    public Company Company { get; }
    public Instant KnownAt { get; }

    /// <summary>Leads that are in no figure, as their lines of the ledger cannot be folded; the log and 'verify' say why.</summary>
    public IReadOnlyList<long> LeftOut => folded.LeftOut;

    public KnownRows<ReportedLead> Leads => new(unread.Without<ReportedLead>(Rows), folded.Leads);
    public KnownRows<ReportedPromise> Promises => new(unread.Without<ReportedPromise>(Rows), folded.Promises);
    public KnownRows<LeadStretch> Stretches => new(unread.Without<LeadStretch>(Rows), folded.Stretches);
    public KnownRows<LeadAct> Acts => new(unread.Without<LeadAct>(Rows), folded.Acts);
    public KnownRows<ReportedHandoff> Handoffs => new(unread.Without<ReportedHandoff>(Rows), folded.Handoffs);
    public KnownRows<LeadReturn> Returns => new(unread.Without<LeadReturn>(Rows), folded.Returns);
    public KnownRows<LeadPause> Pauses => new(unread.Without<LeadPause>(Rows), folded.Pauses);

    // Of so many leads the rows are some hundred megabytes.
    private const int MostFolded = 250_000;

    /// <param name="rows">Read in one transaction until this is disposed of.</param>
    /// <param name="company">As of now.</param>
    /// <param name="asKnownAt">What was recorded later is not known.</param>
    /// <exception cref="Busy">The rows are too far behind; the follower makes them meanwhile.</exception>
    public static async Task<ReportMoment> Open(HubContext rows, Company company, Instant asKnownAt, CancellationToken cancellation)
    {
        var reading = rows.BeginRead();
        try
        {
            var unread = await UnreadLeads.Find(rows, asKnownAt, cancellation);
            if (unread.Behind > MostFolded)
                throw new Busy("What reports read is still being made of the ledger. Try again in a few minutes.");
            return new(rows, reading, company, asKnownAt, unread, FoldedRows.Of(rows, unread.Ids, asKnownAt, cancellation));
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reading.DisposeAsync();
        // Its context may be asked further.
        await Rows.Database.UseTransactionAsync(null);
    }
}
