using Microsoft.Data.Sqlite;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>The file of one run, and a way to read it past the product.</summary>
internal sealed class Disk : IDisposable
{
    private readonly string folder = Template.NewFolder();
    private int copy;
    private SqliteConnection? reading;
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public Disk(byte[] template) => System.IO.File.WriteAllBytes(File, template);

    public string File => Path.Combine(folder, $"hub{copy}.db");
    private string Wal => File + "-wal";

    public long WalLength() => System.IO.File.Exists(Wal) ? new FileInfo(Wal).Length : 0;

    /// <summary>The next process finds the files as they are now.</summary>
    /// <param name="cut">So much of the log of pages reached the disk; null: all of it.</param>
    public void Keep(long? cut)
    {
        var next = Path.Combine(folder, $"hub{copy + 1}.db");
        System.IO.File.Copy(File, next, overwrite: true);
        System.IO.File.Delete(next + "-wal");
        if (!System.IO.File.Exists(Wal))
            return;
        System.IO.File.Copy(Wal, next + "-wal", overwrite: true);
        if (cut is { } length)
            using (var wal = System.IO.File.OpenWrite(next + "-wal"))
                wal.SetLength(Math.Min(length, wal.Length));
    }

    /// <summary>After a crash: on to what was kept.</summary>
    public void Next()
    {
        Close();
        copy++;
    }

    public List<Line> LinesAfter(long sequence)
    {
        var lines = new List<Line>();
        using var rows = Read(
            "SELECT Sequence, LeadId, Type, Actor, At, RecordedAt, Body, Hash FROM Ledger WHERE Sequence > $p ORDER BY Sequence", sequence);
        while (rows.Read())
            lines.Add(new(rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt64(1), rows.GetString(2), rows.GetString(3),
                rows.GetInt64(4), rows.GetInt64(5),
                rows.GetFieldValue<byte[]>(6), rows.GetFieldValue<byte[]>(7)));
        return lines;
    }

    public SqliteDataReader Read(string sql, long parameter = 0)
    {
        if (reading is null)
        {
            reading = new($"Data Source={File};Pooling=False");
            reading.Open();
        }
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = reading.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$p", 0L);
        }
        command.Parameters[0].Value = parameter;
        return command.ExecuteReader();
    }

    public long Number(string sql, long parameter = 0)
    {
        using var row = Read(sql, parameter);
        row.Read();
        return row.GetInt64(0);
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(folder, recursive: true);
    }

    private void Close()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        commands.Clear();
        reading?.Dispose();
        reading = null;
    }
}
