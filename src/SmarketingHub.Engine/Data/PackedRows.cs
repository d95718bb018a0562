namespace SmarketingHub.Engine.Data;

/// <summary>Rows as they are kept in memory: a fraction of what their objects take.</summary>
/// <param name="Values">
/// One after the other, seven bits a byte: 0 is null, 1 the next of the others, and from 2 on a number, its sign in the lowest bit.
/// </param>
/// <param name="Others">Texts and lists, which rows have in common, and numbers for which there is no room.</param>
internal sealed record PackedRows(byte[] Values, object[] Others);

/// <summary>
/// Packs rows by the columns of their tables, and unpacks them in the same order. For one thread, and used again and again.
/// </summary>
internal sealed class RowPacker : RowValues
{
    private const int Null = 0;
    private const int Other = 1;
    private const int Number = 2;

    private readonly MemoryStream packed = new();
    private readonly BinaryWriter values;
    private readonly List<object> others = [];
    private readonly (ulong Value, object? Other)[] row = new (ulong, object?)[Mapping.MostColumns];
    private PackedRows read = new([], []);
    private int nextValue, nextOther;

    internal RowPacker() => values = new(packed);

    /// <summary>Empty, also after one that could not be packed to its end.</summary>
    internal void Begin()
    {
        packed.SetLength(0);
        others.Clear();
    }

    /// <summary>All that was added since it began.</summary>
    internal PackedRows Pack() => new(packed.ToArray(), [.. others]);

    internal void Add<T>(Mapping<T> mapping, T row) where T : class => mapping.Bind(this, row, mapping.All, 0);

    internal void AddAll<T>(Mapping<T> mapping, List<T> rows) where T : class
    {
        Set(0, rows.Count);
        foreach (var row in rows)
            Add(mapping, row);
    }

    internal void Unpack(PackedRows rows) => (read, nextValue, nextOther) = (rows, 0, 0);

    internal T Next<T>(Mapping<T> mapping) where T : class
    {
        ReadNext(mapping.Columns.Count);
        return mapping.Read(this);
    }

    internal void NextAll<T>(Mapping<T> mapping, List<T> into) where T : class
    {
        ReadNext(1);
        var count = Int(0);
        into.EnsureCapacity(count);
        for (; count > 0; count--)
            into.Add(Next(mapping));
    }

    internal override void Set(int at, long value)
    {
        var number = unchecked((ulong)(value << 1 ^ value >> 63));
        if (number <= ulong.MaxValue - Number)
            values.Write7BitEncodedInt64(unchecked((long)(number + Number)));
        else
            Keep(value);
    }

    internal override void Set(int at, int value) => Set(at, (long)value);

    internal override void Set(int at, bool value) => Set(at, value ? 1L : 0L);

    internal override void Set(int at, double value) => Keep(value);

    internal override void Set(int at, decimal value) => Keep(value);

    internal override void Set(int at, string value) => Keep(value);

    internal override void Set(int at, byte[] value) => Keep(value);

    internal override void SetWord(int at, string value) => Keep(Words.Known(value));

    internal override void Set(int at, object list, IJsonList of) => Keep(of.Small(list));

    internal override void SetNull(int at) => values.Write7BitEncodedInt64(Null);

    internal override bool IsNull(int at) => row[at].Value == Null;

    internal override long Long(int at)
    {
        if (row[at].Other is long kept)
            return kept;
        var number = row[at].Value - Number;
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    internal override int Int(int at) => (int)Long(at);

    internal override bool Bool(int at) => Long(at) != 0;

    internal override double Double(int at) => (double)row[at].Other!;

    internal override decimal Decimal(int at) => (decimal)row[at].Other!;

    internal override string Text(int at) => (string)row[at].Other!;

    internal override byte[] Bytes(int at) => (byte[])row[at].Other!;

    internal override string Word(int at) => Text(at);

    internal override object List(int at, IJsonList of) => row[at].Other!;

    private void ReadNext(int columns)
    {
        for (var i = 0; i < columns; i++)
            row[i] = ReadValue() is var value && value == Other ? (value, read.Others[nextOther++]) : (value, null);
    }

    private ulong ReadValue()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = read.Values[nextValue++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private void Keep(object other)
    {
        values.Write7BitEncodedInt64(Other);
        others.Add(other);
    }
}
