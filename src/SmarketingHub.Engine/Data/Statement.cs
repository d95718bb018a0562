namespace SmarketingHub.Engine.Data;

/// <summary>
/// A statement that is prepared once and run again and again on a connection that stays open. For one thread. Parameters and columns count
/// from 0.
/// </summary>
internal abstract class Statement : IDisposable
{
    internal abstract void Set(int at, long value);

    internal abstract void Set(int at, int value);

    internal abstract void Set(int at, bool value);

    internal abstract void Set(int at, double value);

    internal abstract void Set(int at, decimal value);

    internal abstract void Set(int at, string value);

    internal abstract void Set(int at, byte[] value);

    internal abstract void SetNull(int at);

    /// <summary>Goes on to the next row; false: there is none, or the statement answers nothing.</summary>
    internal abstract bool Read();

    /// <summary>Lets go of what it read. Parameters stay until they are set anew.</summary>
    internal abstract void Reset();

    /// <summary>How many rows it inserted, updated or deleted when it ran last, and no other statement since.</summary>
    protected abstract int Changed { get; }

    internal abstract bool IsNull(int at);

    /// <summary>A whole number of any size.</summary>
    internal abstract long Long(int at);

    internal abstract int Int(int at);

    internal abstract bool Bool(int at);

    internal abstract double Double(int at);

    internal abstract decimal Decimal(int at);

    internal abstract string Text(int at);

    internal abstract byte[] Bytes(int at);

    /// <summary>A text that many rows have: one object for all of them.</summary>
    internal abstract string Word(int at);

    internal void Set(int at, long? value)
    {
        if (value is { } known)
            Set(at, known);
        else
            SetNull(at);
    }

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
