using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>
/// The connection on which the door writes: it stays open, with its statements prepared. For one thread; after an error it is thrown away.
/// </summary>
/// <remarks>
/// How a command that fails is undone goes by how far it came:
/// <code>
/// what it did                                   who marks                        how it is undone
/// decided only                                  nobody                           nothing was written: Changes.Clear
/// wrote what it decided (Write)                 nobody                           Changes.Unwrite: each row as it was, the last first
/// anything, on a database whose transaction
///   does not go on after an error               Begin, before it asks anything   to the savepoint
/// SQL of its own (ExecuteUpdate, …)             BeforeChange, just before        to the savepoint
/// changed what EF Core tracks                   Write, before SaveChanges        to the savepoint
/// wrote before its end (WriteSoFar)             WriteSoFar, before it writes     to the savepoint
/// an error that ended the transaction           nobody can                       Undo throws: the whole group
/// </code>
/// </remarks>
internal sealed class Writer : IDisposable
{
    // Behind so many lines of others nothing is looked up: what is in memory is read again.
    private const int MostForeign = 10_000;

    private readonly LeadsInMemory memory;
    private readonly List<Statement> own = [];
    private readonly Statement mark;
    private readonly Statement release;
    private readonly Statement undo;
    private readonly Statement head;
    private readonly Statement hashOf;
    private readonly Statement changedSince;
    private readonly Statement move;
    private bool isMarked;
    private bool isTracking;

    internal Writer(HubContext rows, LeadsInMemory memory)
    {
        (Rows, this.memory) = (rows, memory);
        memory.PackAs(rows);
        Changes = new(rows, memory);
        Lookups = new(rows, Changes);
        try
        {
            rows.StayOpen();
            rows.Database.AutoSavepointsEnabled = false;
            // Looked for once, before what a command did is saved.
            rows.ChangeTracker.AutoDetectChangesEnabled = false;
            rows.ChangeTracker.Tracked += Tracked;
            rows.BeforeChange = Mark;
            (mark, release, undo) = (Prepare("SAVEPOINT command"), Prepare("RELEASE SAVEPOINT command"),
                Prepare("ROLLBACK TO SAVEPOINT command"));
            head = Prepare("""SELECT "Sequence", "Hash", "LastId", "CompanySequence" FROM "Head" """);
            hashOf = Prepare("""SELECT "Hash" FROM "Ledger" WHERE "Sequence" = $1""");
            changedSince = Prepare(Door.ChangedSince);
            move = Prepare("""UPDATE "Head" SET "Sequence" = $1, "Hash" = $2, "LastId" = $3, "CompanySequence" = $4""");
        }
        catch
        {
            // Nobody has it yet who would.
            Dispose();
            throw;
        }
    }

    internal HubContext Rows { get; }

    /// <summary>Of the command that has the floor.</summary>
    internal Changes Changes { get; }

    internal Lookups Lookups { get; }

    internal IDbContextTransaction BeginGroup() => Rows.BeginWrite();

    /// <summary>A command gets the floor. Where a look-up that fails ends the transaction, there is a way back from the start.</summary>
    internal void Begin()
    {
        if (!Rows.GoesOnAfterError)
            Mark();
    }

    /// <summary>The head of the ledger inside the transaction. What others wrote since is not in memory any more.</summary>
    internal HeadInHand ReadHead()
    {
        if (!head.Read())
            throw new InvalidOperationException("The ledger has no head.");
        var read = new HeadInHand(head.Long(0), head.Bytes(1), head.Long(2), head.Long(3));
        head.Reset();
        if (read.Sequence != memory.AsOf.Sequence || !read.Hash.AsSpan().SequenceEqual(memory.AsOf.Hash))
        {
            memory.Follow(read.Sequence, read.Hash, Foreign(read.Sequence));
            Changes.Leads.ForgetCounts();
        }
        return read;
    }

    internal void MoveHead(HeadInHand now)
    {
        move.Set(0, now.Sequence);
        move.Set(1, now.Hash);
        move.Set(2, now.LastId);
        move.Set(3, now.CompanySequence);
        move.RunOnRow("The ledger has no head.");
    }

    /// <summary>From here on, what this command writes can be undone by itself. Only what writes before it has decided needs it.</summary>
    internal void Mark()
    {
        if (isMarked)
            return;
        mark.Run();
        isMarked = true;
    }

    /// <summary>Writes what the command decided.</summary>
    internal void Write()
    {
        if (isTracking)
        {
            Mark();
            Rows.ChangeTracker.DetectChanges();
        }
        Changes.Write();
        if (isTracking)
            Rows.SaveChanges();
    }

    /// <summary>Writes what a command decided so far, so that its own questions are answered by it. It is undone by a mark.</summary>
    internal void WriteSoFar()
    {
        Mark();
        Write();
        Changes.BeginAnew();
    }

    /// <summary>The command has written all that it decided, and the next has the floor.</summary>
    internal void Release()
    {
        if (isMarked)
            release.Run();
        // Not before: what cannot be released is undone.
        Changes.Leads.Keep();
        Clear();
    }

    /// <summary>
    /// The command is as if it had never been. What it has not written need not be undone, and what it has is told apart by its rows, or by
    /// a mark.
    /// </summary>
    /// <exception cref="InvalidOperationException">The error has ended the transaction, and with it the whole group.</exception>
    internal void Undo(Exception because)
    {
        if (!Rows.IsInTransaction)
            throw new InvalidOperationException("The database has undone the whole group.", because);
        if (isMarked)
        {
            undo.Run();
            release.Run();
        }
        else
        {
            Changes.Unwrite();
        }
        Changes.Leads.ForgetCounts();
        Clear();
    }

    public void Dispose()
    {
        Changes.Dispose();
        Lookups.Dispose();
        own.ForEach(statement => statement.Dispose());
        Rows.Dispose();
    }

    private void Clear()
    {
        Changes.Clear();
        isMarked = false;
        if (isTracking)
            Rows.ChangeTracker.Clear();
        isTracking = false;
    }

    /// <summary>The leads of which lines tell since; null: too many, or the ledger is another than it was.</summary>
    private List<long>? Foreign(long sequence)
    {
        var (known, hash) = memory.AsOf;
        if (sequence < known || sequence - known > MostForeign)
            return null;
        hashOf.Set(0, known);
        var isSame = hashOf.Read() && hashOf.Bytes(0).AsSpan().SequenceEqual(hash);
        hashOf.Reset();
        if (!isSame)
            return null;
        var leads = new List<long>();
        changedSince.Set(0, known);
        while (changedSince.Read())
            leads.Add(changedSince.Long(0));
        changedSince.Reset();
        return leads;
    }

    private void Tracked(object? sender, EntityTrackedEventArgs tracked) => isTracking = true;

    private Statement Prepare(string sql)
    {
        var statement = Rows.Prepare(sql);
        own.Add(statement);
        return statement;
    }
}
