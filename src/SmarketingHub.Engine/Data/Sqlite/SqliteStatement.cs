using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// On SQLite's own interface: through ADO.NET each parameter is looked up by its name and boxed, which costs more than what is written.
/// </summary>
internal class SqliteStatement : Statement
{
    private const int OnStack = 256;

    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;

    /// <param name="to">Open, and it stays so longer than this.</param>
    internal SqliteStatement(SqliteConnection to, string sql)
    {
        connection = to.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement),
            connection);
    }

    internal override void Set(int at, long value) => Check(raw.sqlite3_bind_int64(statement, at + 1, value));

    internal override void Set(int at, int value) => Set(at, (long)value);

    // It has no column of yes and no.
    internal override void Set(int at, bool value) => Set(at, value ? 1L : 0L);

    internal override void Set(int at, double value) => Check(raw.sqlite3_bind_double(statement, at + 1, value));

    // As EF Core has it.
    internal override void Set(int at, decimal value) =>
        Set(at, value.ToString("0.0###########################", CultureInfo.InvariantCulture));

    internal override void Set(int at, string value)
    {
        // An empty one has no first byte to point to. With its length, as the others have it: a null character does not end a text.
        if (value.Length == 0)
            Check(raw.sqlite3_bind_text(statement, at + 1, value));
        else if (value.Length > OnStack)
            Check(raw.sqlite3_bind_text(statement, at + 1, Encoding.UTF8.GetBytes(value).AsSpan()));
        else
        {
            Span<byte> bytes = stackalloc byte[OnStack * 3];
            Check(raw.sqlite3_bind_text(statement, at + 1, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        }
    }

    // An empty one has no first byte to point to, and SQLite would take it for null.
    internal override void Set(int at, byte[] value) =>
        Check(value.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, at + 1, 0) : raw.sqlite3_bind_blob(statement, at + 1, value));

    internal override void SetNull(int at) => Check(raw.sqlite3_bind_null(statement, at + 1));

    internal override bool Read()
    {
        var answer = raw.sqlite3_step(statement);
        if (answer == raw.SQLITE_ROW)
            return true;
        if (answer == raw.SQLITE_DONE)
            return false;
        try
        {
            SqliteException.ThrowExceptionForRC(answer, connection);
        }
        finally
        {
            Reset();
        }
        return false;
    }

    // What it answers is the error of the last step, which was told.
    internal override void Reset() => _ = raw.sqlite3_reset(statement);

    protected override int Changed => raw.sqlite3_changes(connection);

    internal override bool IsNull(int at) => raw.sqlite3_column_type(statement, at) == raw.SQLITE_NULL;

    internal override long Long(int at) => raw.sqlite3_column_int64(statement, at);

    internal override int Int(int at) => (int)Long(at);

    internal override bool Bool(int at) => Long(at) != 0;

    internal override double Double(int at) => raw.sqlite3_column_double(statement, at);

    internal override decimal Decimal(int at) => decimal.Parse(Text(at), CultureInfo.InvariantCulture);

    internal override string Text(int at) => raw.sqlite3_column_text(statement, at).utf8_to_string();

    internal override string Word(int at)
    {
        var bytes = raw.sqlite3_column_blob(statement, at);
        if (bytes.Length > OnStack)
            return Text(at);
        Span<char> text = stackalloc char[OnStack];
        return Words.Known(text[..Encoding.UTF8.GetChars(bytes, text)]);
    }

    internal override byte[] Bytes(int at) => raw.sqlite3_column_blob(statement, at).ToArray();

    public override void Dispose() => statement.Dispose();

    private void Check(int answer)
    {
        if (answer != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(answer, connection);
    }
}
