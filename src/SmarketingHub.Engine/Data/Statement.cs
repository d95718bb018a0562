namespace SmarketingHub.Engine.Data;

/// <summary>
/// A statement that is prepared once and run again and again on a connection that stays open. For one thread. Parameters and columns count
/// from 0.
/// </summary>
internal abstract class Statement : RowValues, IDisposable
{
    /// <summary>Goes on to the next row; false: there is none, or the statement answers nothing.</summary>
    internal abstract bool Read();

    /// <summary>Lets go of what it read. Parameters stay until they are set anew.</summary>
    internal abstract void Reset();

    /// <summary>How many rows it inserted, updated or deleted when it ran last, and no other statement since.</summary>
    protected abstract int Changed { get; }

    internal void Run()
    {
        Read();
        Reset();
    }

    /// <summary>Runs what changes one row.</summary>
    /// <exception cref="InvalidOperationException">It changed none.</exception>
    internal void RunOnRow(string unless)
    {
        Run();
        if (Changed != 1)
            throw new InvalidOperationException(unless);
    }

    /// <summary>The number that it answers with; null: it answers nothing, or null.</summary>
    internal long? Number()
    {
        long? number = Read() && !IsNull(0) ? Long(0) : null;
        Reset();
        return number;
    }

    public abstract void Dispose();
}
