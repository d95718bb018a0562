using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Reports.Reading;

/// <summary>
/// What reports read, as it was known at one moment: the rows where nothing was recorded since, the ledger folded anew where something was.
/// So a report is never older than what was acknowledged, however far the rows are behind.
/// </summary>
public sealed class ReportMoment : IAsyncDisposable
{
    private readonly DbTransaction reading;
    private readonly UnreadLeads unread;
    private readonly FoldsInHand inHand;
    private readonly FoldedRows folded;
    private readonly CancellationToken cancellation;

    private ReportMoment(
        HubContext rows, DbTransaction reading, Company company, UnreadLeads unread, FoldsInHand inHand, CancellationToken cancellation)
    {
        (Rows, this.reading, Company, KnownAt) = (rows, reading, company, unread.KnownAt);
        (this.unread, this.inHand, folded, this.cancellation) = (unread, inHand, inHand.Rows, cancellation);
    }

    public HubContext Rows { get; }

    /// <summary>Names, agreements and calendars, as of now; the installation's zone, as it was known.</summary>
    public Company Company { get; }
    public Instant KnownAt { get; }

    /// <summary>Leads that are in no figure, as their lines of the ledger cannot be folded; the log and 'verify' say why.</summary>
    public IReadOnlyList<long> LeftOut => folded.LeftOut;

    public KnownRows<ReportedLead> Leads => Of<ReportedLead>();
    public KnownRows<ReportedPromise> Promises => Of<ReportedPromise>();
    public KnownRows<LeadStretch> Stretches => Of<LeadStretch>();
    public KnownRows<LeadAct> Acts => Of<LeadAct>();
    public KnownRows<ReportedHandoff> Handoffs => Of<ReportedHandoff>();
    public KnownRows<LeadReturn> Returns => Of<LeadReturn>();
    public KnownRows<LeadPause> Pauses => Of<LeadPause>();

    /// <param name="rows">Read in one transaction until this is disposed of.</param>
    /// <param name="company">As of now.</param>
    /// <param name="asKnownAt">What was recorded later is not known.</param>
    /// <param name="cancellation">Of whoever asks, until this is disposed of.</param>
    /// <param name="folds">With whom what has to be folded is shared; null: with nobody.</param>
    /// <exception cref="Busy">
    /// More has to be folded than goes into memory, or others do so; the follower makes the rows meanwhile.
    /// </exception>
    public static async Task<ReportMoment> Open(
        HubContext rows, Company company, Instant asKnownAt, CancellationToken cancellation, ReportFolds? folds = null)
    {
        var reading = rows.BeginRead();
        try
        {
            rows.ReadMuch();
            var unread = await UnreadLeads.Find(rows, asKnownAt, cancellation);
            var then = company with { TimeZone = ZoneAt(rows, asKnownAt) ?? company.TimeZone };
            return new(rows, reading, then, unread, await (folds ?? new()).Take(rows, unread, cancellation), cancellation);
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    private KnownRows<T> Of<T>() where T : class => new(unread.Without<T>(Rows), folded.Of<T>(), cancellation);

    private static string? ZoneAt(HubContext rows, Instant knownAt) => rows.Ledger
        .Where(e => e.LeadId == null && e.Type == "installationWritten" && e.RecordedAt <= knownAt).OrderByDescending(e => e.Sequence)
        .Select(e => e.Body).Take(1).AsEnumerable()
        .Select(body => JsonSerializer.Deserialize<Installation>(body, LedgerJson.Options)!.TimeZone).FirstOrDefault();

    /// <summary>False: the installation had none at all.</summary>
    public bool HasLeads() => Leads.Ask(leads => leads.OrderBy(lead => lead.LeadId).Select(lead => lead.LeadId).Take(1)).Any();

    /// <summary>The last line of the ledger that is known; 0: none.</summary>
    public Task<long> LastLine() => RecordedLines.LastUpTo(Rows, KnownAt, cancellation);

    public async ValueTask DisposeAsync()
    {
        inHand.Dispose();
        await reading.DisposeAsync();
        // Its context may be asked further.
        await Rows.Database.UseTransactionAsync(null);
        Rows.ReadLittle();
    }
}
