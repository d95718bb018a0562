using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>Where on the write path the process ends.</summary>
internal enum CrashAt
{
    Begin,

    /// <summary>Amid the statements of a transaction.</summary>
    Statement,
    BeforeCommit,

    /// <summary>The power goes while the commit is being written.</summary>
    TornCommit,

    /// <summary>On the disk, and nobody was told.</summary>
    AfterCommit,

    /// <summary>Told, and the board has not seen it.</summary>
    Told,
}

/// <summary>
/// Ends the process at a point of the write path: keeps the files as they are at that moment, and lets nothing more through.
/// </summary>
internal sealed class CrashPoint : IDbCommandInterceptor, IDbTransactionInterceptor
{
    // A statement takes some ten to some hundred of the database's own steps.
    private const int Steps = 100;

    private CrashAt? armed;
    private int left;
    private double torn;
    private Action<long?> keep = _ => { };
    private Func<long> walLength = () => 0;
    private long before;
    private volatile bool dead;

    public bool Crashed => dead;

    /// <summary>No commit comes through, and the process lives on.</summary>
    public bool FailsToCommit { get; set; }

    /// <param name="after">How many hundreds of steps of a transaction's statements come through first.</param>
    /// <param name="part">How much of a torn commit reached the disk, 0 to 1.</param>
    /// <param name="keepFiles">Copies the files; given a length it cuts the log of pages there.</param>
    public void Arm(CrashAt at, int after, double part, Func<long> lengthOfWal, Action<long?> keepFiles) =>
        (armed, left, torn, walLength, keep) = (at, after, part, lengthOfWal, keepFiles);

    public void Disarm() => armed = null;

    private void Die(long? cut = null)
    {
        keep(cut);
        dead = true;
        throw new IOException("The process was killed.");
    }

    private void Pass()
    {
        if (dead)
            throw new IOException("The process was killed.");
    }

    // Called by the database amid whatever it does, also by statements that pass no interceptor. What it interrupts fails.
    private int Step(object context)
    {
        if (!dead && armed == CrashAt.Statement && --left < 0)
        {
            keep(null);
            dead = true;
        }
        return dead ? 1 : 0;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        if (dead || armed == CrashAt.Begin)
            Die();
        if (armed == CrashAt.Statement)
            raw.sqlite3_progress_handler(((SqliteConnection)connection).Handle, Steps, Step, null);
        // Pages come into the file itself only when the log is on the disk: of a commit that was torn there are none.
        if (armed == CrashAt.TornCommit)
            raw.sqlite3_wal_autocheckpoint(((SqliteConnection)connection).Handle, 0);
        return result;
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        before = walLength();
        if (dead || armed is CrashAt.BeforeCommit or CrashAt.Statement)
            Die();
        return FailsToCommit ? throw new IOException("The commit failed.") : result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (armed == CrashAt.AfterCommit)
            Die();
        if (armed == CrashAt.TornCommit)
            Die(before + (long)((Math.Max(walLength() - 1, before) - before) * torn));
    }

    public InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Pass();
        return result;
    }

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Pass();
        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }
}
