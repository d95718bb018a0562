using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Commands;

/// <summary>What a command makes of a table's rows, written when it has decided.</summary>
internal abstract class RowChanges : IDisposable
{
    /// <summary>In the order in which they came. When one fails, <see cref="Unwrite"/> takes back those before it.</summary>
    internal abstract void Write();

    internal abstract void Unwrite();

    /// <summary>Written, and the command goes on: what changes from here on is written beside it.</summary>
    internal abstract void BeginAnew();

    internal abstract void Clear();

    public abstract void Dispose();
}

/// <summary>Rows that a command adds, loaded or takes away.</summary>
/// <param name="areFinal">Once written they are never changed by the command, nor asked for.</param>
internal sealed class RowChanges<T>(HubContext rows, bool areFinal = false) : RowChanges where T : class
{
    private readonly List<(T? Before, T? Now)> changes = [];
    private int written;

    internal Table<T> Table { get; } = new(rows);

    internal void Add(T row) => changes.Add((null, row));

    internal void Change(T? before, T? now) => changes.Add((before, now));

    /// <summary>A row as the database has it, which the command may change.</summary>
    internal T Loaded(T row)
    {
        changes.Add((Table<T>.Copy(row), row));
        return row;
    }

    /// <summary>How one was that the command loaded; null: it was not there.</summary>
    internal T? Before(T row) => changes.Find(c => c.Now == row).Before;

    /// <summary>Takes away one that the command loaded.</summary>
    internal void Remove(T row)
    {
        var at = changes.FindIndex(c => c.Now == row);
        changes[at] = (changes[at].Before, null);
    }

    /// <summary>Among those that the command added or loaded, as it leaves them.</summary>
    internal T? Find(Func<T, bool> which)
    {
        foreach (var (_, now) in changes)
            if (now is not null && which(now))
                return now;
        return null;
    }

    /// <summary>The last such among them.</summary>
    internal T? FindLast(Func<T, bool> which) => changes.FindLast(c => c.Now is { } now && which(now)).Now;

    /// <summary>Whether one that it changes is such, by how it was and how it is.</summary>
    internal bool Has(Func<T, T, bool> which)
    {
        foreach (var (before, now) in changes)
            if (before is not null && now is not null && which(before, now))
                return true;
        return false;
    }

    internal bool Adds(T row) => changes.Exists(c => c.Before is null && c.Now == row);

    internal override void Write()
    {
        for (; written < changes.Count; written++)
            Table.Write(changes[written].Before, changes[written].Now);
    }

    internal override void Unwrite()
    {
        while (written > 0)
        {
            written--;
            Table.Write(changes[written].Now, changes[written].Before);
        }
    }

    internal override void BeginAnew()
    {
        // A command of many parts would copy those of all earlier ones each time.
        if (areFinal)
        {
            Clear();
            return;
        }
        for (var i = 0; i < changes.Count; i++)
            changes[i] = (changes[i].Now is { } now ? Table<T>.Copy(now) : null, changes[i].Now);
        changes.RemoveAll(c => c.Now is null);
        written = 0;
    }

    internal override void Clear()
    {
        changes.Clear();
        written = 0;
    }

    public override void Dispose() => Table.Dispose();
}
