using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>The connection on which the door writes: it stays open, with its statements prepared. For one thread; after an error it is thrown away.</summary>
internal sealed class Writer : IDisposable
{
    private static readonly Func<HubContext, LedgerHead> Head = EF.CompileQuery((HubContext rows) => rows.Head.AsNoTracking().Single());

    private readonly DbCommand mark;
    private readonly DbCommand release;
    private readonly DbCommand undo;
    private readonly DbCommand passed;
    private readonly DbCommand append;
    private readonly DbCommand move;

    internal Writer(HubContext rows)
    {
        Rows = rows;
        rows.StayOpen();
        rows.Database.AutoSavepointsEnabled = false;
        // Looked for once, before what a command did is saved.
        rows.ChangeTracker.AutoDetectChangesEnabled = false;
        mark = Prepare("SAVEPOINT command");
        release = Prepare("RELEASE SAVEPOINT command");
        undo = Prepare("ROLLBACK TO SAVEPOINT command; RELEASE SAVEPOINT command");
        passed = Prepare("""SELECT COUNT(*) FROM "Leads" WHERE "Id" = @0 AND "NextDueAt" < @1""", 2);
        append = Prepare(
            """INSERT INTO "Ledger" ("Sequence", "LeadId", "Type", "Actor", "At", "RecordedAt", "Body", "Hash") VALUES (@0, @1, @2, @3, @4, @5, @6, @7)""", 8);
        move = Prepare("""UPDATE "Head" SET "Sequence" = @0, "Hash" = @1, "LastId" = @2, "CompanySequence" = @3""", 4);
    }

    internal HubContext Rows { get; }

    private DbCommand[] Own => [mark, release, undo, passed, append, move];

    internal IDbContextTransaction Begin()
    {
        var transaction = Rows.Database.BeginTransaction();
        foreach (var command in Own)
            command.Transaction = transaction.GetDbTransaction();
        return transaction;
    }

    internal HeadInHand ReadHead() => new(Head(Rows));

    internal void MoveHead(HeadInHand head) =>
        With(move, head.Sequence, head.Hash, head.LastId, head.CompanySequence).ExecuteNonQuery();

    /// <summary>Something fell due on this lead before that instant, and has not fired.</summary>
    internal bool HasPassed(long lead, Instant now) => With(passed, lead, now.ToUnixTimeMilliseconds()).ExecuteScalar() is > 0L;

    /// <summary>From here on, everything can be undone by itself.</summary>
    internal void Mark() => mark.ExecuteNonQuery();

    internal void Release() => release.ExecuteNonQuery();

    internal void Undo() => undo.ExecuteNonQuery();

    /// <summary>A line of the ledger. By hand, since there is one in every command and often more, and none is ever read back to be changed.</summary>
    internal void Append(LedgerEvent line) => With(
        append, line.Sequence, line.LeadId, line.Type, line.Actor, line.At.ToUnixTimeMilliseconds(), line.RecordedAt.ToUnixTimeMilliseconds(), line.Body, line.Hash)
        .ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in Own)
            command.Dispose();
        Rows.Dispose();
    }

    private static DbCommand With(DbCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private DbCommand Prepare(string sql, int parameters = 0)
    {
        var command = Rows.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
