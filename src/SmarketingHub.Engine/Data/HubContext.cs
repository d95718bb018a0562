using System.Data.Common;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

/// <summary>The rows. Only the door writes them (sign-in's own tables excepted). A thin subclass a provider.</summary>
public abstract class HubContext(DbContextOptions options) : IdentityUserContext<Login, long>(options)
{
    /// <summary>At most so many ids are named in one query: a database takes only so many parameters at once.</summary>
    internal const int MostIds = 500;

    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<Handoff> Handoffs => Set<Handoff>();
    public DbSet<Clock> Clocks => Set<Clock>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<WorkDomain> WorkDomains => Set<WorkDomain>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<PersonalText> Texts => Set<PersonalText>();
    public DbSet<Inquiry> Inquiries => Set<Inquiry>();
    public DbSet<ExternalId> ExternalIds => Set<ExternalId>();
    public DbSet<PartnerLead> PartnerLeads => Set<PartnerLead>();
    public DbSet<LedgerEvent> Ledger => Set<LedgerEvent>();
    public DbSet<LedgerHead> Head => Set<LedgerHead>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<CompanyDocument> Company => Set<CompanyDocument>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<KeptProfile> ImportProfiles => Set<KeptProfile>();
    public DbSet<ImportedRow> ImportedRows => Set<ImportedRow>();
    public DbSet<ReportCursor> ReportCursor => Set<ReportCursor>();
    public DbSet<ReportedLead> ReportedLeads => Set<ReportedLead>();
    public DbSet<ReportedPromise> ReportedPromises => Set<ReportedPromise>();
    public DbSet<LeadStretch> LeadStretches => Set<LeadStretch>();
    public DbSet<LeadAct> LeadActs => Set<LeadAct>();
    public DbSet<ReportedHandoff> ReportedHandoffs => Set<ReportedHandoff>();
    public DbSet<LeadReturn> LeadReturns => Set<LeadReturn>();
    public DbSet<LeadPause> LeadPauses => Set<LeadPause>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookMessage> WebhookMessages => Set<WebhookMessage>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<Reach> Reaches => Set<Reach>();
    public DbSet<NightlyMark> NightlyMarks => Set<NightlyMark>();
    public DbSet<InstallationKey> InstallationKeys => Set<InstallationKey>();
    public DbSet<WebForm> WebForms => Set<WebForm>();
    public DbSet<HeldInquiry> HeldInquiries => Set<HeldInquiry>();
    public DbSet<DueFeed> DueFeeds => Set<DueFeed>();
    public DbSet<RuleTurn> RuleTurns => Set<RuleTurn>();
    public DbSet<RoutedLead> RoutedLeads => Set<RoutedLead>();

    /// <summary>
    /// What this transaction deletes shall not stay in what the database keeps beside its tables, either.
    /// Remembered with the transaction: it is made good however the process ends.
    /// </summary>
    /// <param name="sequence">Of the event that tells of it.</param>
    internal virtual void LeaveNoTrace(long sequence)
    {
    }

    /// <summary>A transaction that never takes the write lock, and sees one moment however long it reads; dispose it to end it.</summary>
    public abstract DbTransaction BeginRead();

    /// <summary>What it reads from here on are many rows all over the file.</summary>
    internal virtual void ReadMuch()
    {
    }

    /// <summary>As before, and without what is left in memory of that.</summary>
    internal virtual void ReadLittle()
    {
    }

    /// <summary>A transaction beside which nobody else writes.</summary>
    internal abstract IDbContextTransaction BeginWrite();

    /// <summary>Whether a transaction is open in the database itself, which may end one by an error.</summary>
    internal abstract bool IsInTransaction { get; }

    /// <summary>
    /// Whether a transaction goes on as it was after a statement that failed. Where it does not, it goes on from a savepoint alone.
    /// </summary>
    internal abstract bool GoesOnAfterError { get; }

    /// <summary>A statement on this context's connection, which is open and stays so.</summary>
    internal abstract Statement Prepare(string sql);

    /// <summary>What is called before SQL of a command's own changes rows, past what is collected to be written at its end.</summary>
    internal Action? BeforeChange { get; set; }

    /// <summary>For a context that lives long: its connection stays open, and what it says to the database is prepared once.</summary>
    internal virtual void StayOpen() => Database.OpenConnection();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Instant>().HaveConversion<InstantConverter>();
        conventions.Properties<Duration>().HaveConversion<DurationConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        LeadTables.Configure(model);
        LedgerTables.Configure(model);
        ContactTables.Configure(model);
        ImportTables.Configure(model);
        ReportTables.Configure(model);
        WebhookTables.Configure(model);
        TellingTables.Configure(model);
        WebFormTables.Configure(model);
        RoutingTables.Configure(model);
        // Numbers come from the head of the ledger, one row of them for everything.
        foreach (var entity in model.Model.GetEntityTypes())
            if (entity.FindPrimaryKey() is { Properties: [var key] } && key.ClrType == typeof(long))
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }
}
