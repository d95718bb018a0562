namespace SmarketingHub.Engine.Data;

/// <summary>A row's values one after the other, as a database has them: in a <see cref="Statement"/>, or packed in memory.</summary>
internal abstract class RowValues
{
    internal abstract void Set(int at, long value);

    internal abstract void Set(int at, int value);

    internal abstract void Set(int at, bool value);

    internal abstract void Set(int at, double value);

    internal abstract void Set(int at, decimal value);

    internal abstract void Set(int at, string value);

    internal abstract void Set(int at, byte[] value);

    internal abstract void SetNull(int at);

    /// <summary>A text that many rows have.</summary>
    internal virtual void SetWord(int at, string value) => Set(at, value);

    /// <param name="list">Replaced and never changed in place.</param>
    /// <param name="of">How its column has it.</param>
    internal virtual void Set(int at, object list, IJsonList of) => Set(at, of.ToText(list));

    internal void Set(int at, long? value)
    {
        if (value is { } known)
            Set(at, known);
        else
            SetNull(at);
    }

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

    internal virtual object List(int at, IJsonList of) => of.FromText(Text(at));
}
