using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

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

    /// <summary>Told, and the feed has not seen it.</summary>
    Told,
}

/// <summary>
/// Ends the process at a point of the write path: keeps the files as they are at that moment, and lets nothing more through.
/// </summary>
internal sealed class CrashPoint : IDbCommandInterceptor, IDbTransactionInterceptor
{
    private CrashAt? armed;
    private int statements;
    private double torn;
    private Action<long?> keep = _ => { };
    private Func<long> walLength = () => 0;
    private long before;
    private volatile bool dead;

    public bool Crashed => dead;

    /// <param name="after">How many statements of a transaction come through first.</param>
    /// <param name="part">How much of a torn commit reached the disk, 0 to 1.</param>
    /// <param name="keepFiles">Copies the files; given a length it cuts the log of pages there.</param>
    public void Arm(CrashAt at, int after, double part, Func<long> lengthOfWal, Action<long?> keepFiles) =>
        (armed, statements, torn, walLength, keep) = (at, after, part, lengthOfWal, keepFiles);

    public void Disarm() => armed = null;

    private void Die(long? cut = null)
    {
        keep(cut);
        dead = true;
        throw new IOException("The process was killed.");
    }

    private void Pass(DbCommand command)
    {
        if (dead)
            throw new IOException("The process was killed.");
        if (armed == CrashAt.Statement && command.Transaction is not null && --statements < 0)
            Die();
    }

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        if (dead || armed == CrashAt.Begin)
            Die();
        return result;
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        before = walLength();
        if (dead || armed is CrashAt.BeforeCommit or CrashAt.Statement)
            Die();
        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (armed == CrashAt.AfterCommit)
            Die();
        if (armed == CrashAt.TornCommit)
            Die(before + (long)((Math.Max(walLength() - 1, before) - before) * torn));
    }

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Pass(command);
        return result;
    }

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Pass(command);
        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Pass(command);
        return ValueTask.FromResult(result);
    }
}
