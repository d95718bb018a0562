using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telemetry;
using SmarketingHub.Engine.Values;
using SmarketingHub.Engine.Waking;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// The one door. Every change is a command that waits here; whoever waits together is written in one transaction,
/// and is told when it is on the disk. A command that fails is undone alone.
/// </summary>
public sealed partial class Door(
    IDbContextFactory<HubContext> contexts, TimeProvider time, MailDomains mail, DoorOptions options, ILogger<Door> log)
    : IHostedService, IAsyncDisposable
{
    /// <summary>While so many commands wait, further ones are refused with <see cref="Busy"/>.</summary>
    public const int MostWaiting = 2_000;

    /// <summary>
    /// While more waits than the next transaction takes, who has waited so long is refused undone, and so are new ones behind it.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asked inside the lock, of all that other processes wrote since a line: the leads of it, some of them more than once. Told apart by
    /// the database, they would be looked up through the index of all lines.
    /// </summary>
    public const string ChangedSince = """SELECT "LeadId" FROM "Ledger" WHERE "Sequence" > $1 AND "LeadId" IS NOT NULL""";

    /// <summary>At most so many commands share a transaction, so that the first does not wait long for the last.</summary>
    private const int MostInGroup = 128;

    // Kept short by Enqueue. What paces itself is let in beyond that.
    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>();

    private readonly CompanyInHand company = new();
    private readonly LeadsInMemory leads = new(options);
    private readonly ManualResetEventSlim idle = new(true);
    private int underWay;
    private volatile string? fault;
    private Writer? writer;
    private Task? working;

    /// <summary>How commands fared since the start, by kind.</summary>
    public CommandFigures Figures { get; } = new();

    /// <summary>Makes a person's random key of 32 bytes. Only a run that is to be repeated to the byte sets its own.</summary>
    public Func<byte[]> NewKey { get; set; } = () => RandomNumberGenerator.GetBytes(32);

    /// <summary>After a commit, on the thread that writes. Handlers must be quick and not throw.</summary>
    public event Action<Commit>? Committed;

    /// <summary>Why nothing could be written when it was last tried: the file's fault; null: it could.</summary>
    public string? Fault => fault;

    /// <summary>How many commands wait that no transaction has taken yet.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>How long the first of those waits.</summary>
    public TimeSpan LongestWaiting => waiting.Reader.TryPeek(out var oldest) ? time.GetElapsedTime(oldest.Since) : TimeSpan.Zero;

    /// <summary>
    /// For work that can wait, on a thread of its own: stands still while somebody waits for a command, but no longer than this.
    /// </summary>
    internal void GiveWay(TimeSpan most) => idle.Wait(most);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        working ??= Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (working is not null)
            await working.WaitAsync(cancellationToken);
        // A host may stop its services twice, at the same time.
        Interlocked.Exchange(ref writer, null)?.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private void Work()
    {
        var group = new List<Waiting>(MostInGroup);
        while (WaitToRead())
        {
            group.Clear();
            while (group.Count < MostInGroup && waiting.Reader.TryRead(out var next))
                if (IsTooLate(next))
                {
                    TurnAway(next);
                    next.Fail(new Busy());
                }
                else
                    group.Add(next);
            if (group.Count == 0)
                continue;
            try
            {
                var commit = WriteGroup(group);
                fault = null;
                group.ForEach(command => command.Tell());
                Announce(commit);
                Count(group);
            }
            catch (Exception error)
            {
                company.Forget();
                leads.RolledBack();
                writer?.Dispose();
                writer = null;
                fault = FileFault.Of(error);
                if (fault is { } reason)
                    log.LogError("{Count} commands were refused, nothing of them was written: {Reason}", group.Count, reason);
                else
                    log.LogError(error, "A group of {Count} commands could not be written; none of them was", group.Count);
                group.ForEach(command => command.Fail(Busy.Because(error)));
                Count(group);
            }
        }
    }

    // When its callers have been told: none of them waits for it.
    private void Count(List<Waiting> group)
    {
        var now = time.GetTimestamp();
        Measures.Group.Record(group.Count);
        foreach (var command in group)
        {
            var (became, answered) = (command.Became, time.GetElapsedTime(command.Since, now));
            Figures.Add(command.Kind, became, answered, command.Took);
            command.Tell(became, answered);
        }
    }

    // What listeners do wrong must not stop the writer.
    private void Announce(Commit commit)
    {
        try
        {
            Committed?.Invoke(commit);
        }
        catch (Exception error)
        {
            log.LogError(error, "A listener failed after the commit of {Sequence}", commit.Sequence);
        }
    }

    private bool WaitToRead() => waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private Commit WriteGroup(List<Waiting> group)
    {
        writer ??= new(contexts.CreateDbContext(), leads);
        using var transaction = writer.BeginGroup();
        var head = writer.ReadHead();
        var before = head.Sequence;
        var began = time.GetTimestamp();
        foreach (var command in group)
        {
            if (Measures.Wait.Enabled)
                Measures.Wait.Record(time.GetElapsedTime(command.Since, began).TotalSeconds);
            var now = Now();
            var isWalking = command.Leads.Count > 0 && AgreementSteps.AreOwed(company.Current(writer.Rows, head.CompanySequence), now);
            foreach (var lead in command.Leads)
                command.Error ??= Try(writer, head, () =>
                {
                    if (writer.Changes.Leads.Find(lead) is { } known && (known.NextDueAt <= now || isWalking))
                        FirePassed(writer, head, lead, now);
                });
            // On a lead whose past could not be made up for, nothing new is judged.
            command.Error ??= Try(writer, head, () =>
            {
                var known = company.Current(writer.Rows, head.CompanySequence);
                var write = new Write(writer, head, known, command.Actor.AsKnownTo(known), now)
                {
                    NewKey = NewKey,
                    MailDomains = mail,
                    IsAwaited = () => group.Count > 1 || waiting.Reader.Count > 0,
                };
                command.Run(write);
                write.Decide();
                writer.Write();
                company.Keep(write.Company, head.CompanySequence);
            });
            var ended = time.GetTimestamp();
            (command.Took, began) = (time.GetElapsedTime(began, ended), ended);
        }
        if (head.Sequence == before && !group.Exists(c => c.Error is null))
            return new(before, before, [], true);
        writer.MoveHead(head);
        using (Measures.Source.StartActivity("commit"))
            transaction.Commit();
        if (Measures.Commit.Enabled)
            Measures.Commit.Record(time.GetElapsedTime(began).TotalSeconds);
        leads.Committed(head.Sequence, head.Hash);
        return new(before, head.Sequence, head.Changed, head.IsOfLeadsAlone);
    }

    private void FirePassed(Writer writer, HeadInHand head, long lead, Instant now)
    {
        var write = new Write(writer, head, company.Current(writer.Rows, head.CompanySequence), Actor.System, now);
        var turn = write.Lead(lead);
        turn.FirePassed(now);
        Measures.Fired(turn.Events, now);
        write.Decide();
        writer.Write();
    }

    /// <summary>Runs one command inside the group's transaction; when it throws, the group goes on without it.</summary>
    private Exception? Try(Writer writer, HeadInHand head, Action run)
    {
        var mark = head.Mark();
        writer.Begin();
        try
        {
            run();
            writer.Release();
            return null;
        }
        // What is wrong with the file is wrong for the whole group.
        catch (Exception error) when (FileFault.Of(error) is null)
        {
            writer.Undo(error);
            if (head.CompanySequence != mark.CompanySequence)
                company.Forget();
            head.Reset(mark);
            if (error is not (Domain.Refusal or Domain.Calendars.CalendarException))
                log.LogError(error, "A command failed and was undone");
            return error;
        }
    }

    /// <summary>Whole milliseconds: what the rows and the ledger keep.</summary>
    private Instant Now() => time.Now();
}
