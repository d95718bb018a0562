using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SmarketingHub.Engine.Data;

/// <summary>
/// Statements of a connection that stays open, each parsed once and not for every command.
/// For one thread; what was kept goes with the connection.
/// </summary>
internal sealed class PreparedCommands : IDisposable
{
    // What the door writes has a few hundred shapes; statements without end must not fill the memory.
    private const int Most = 1_000;

    private readonly Dictionary<string, Prepared> prepared = new(StringComparer.Ordinal);

    /// <summary>To be given its text and parameters. Of no connection, since that would remember each and search them all.</summary>
    internal DbCommand Blank { get; private set; } = new SqliteCommand();

    /// <summary>The kept command of the blank's text, with the blank's parameters; or the blank, now a command like any other.</summary>
    internal DbCommand Filled(DbConnection connection)
    {
        if (!prepared.TryGetValue(Blank.CommandText, out var command) && prepared.Count < Most)
            prepared[Blank.CommandText] = command = new() { Connection = (SqliteConnection)connection, CommandText = Blank.CommandText };
        if (command is { IsTaken: false })
        {
            command.Take(Blank);
            return command;
        }
        // Its statement is still being read: a second reader of the same text needs one of its own.
        var own = Blank;
        own.Connection = connection;
        Blank = new SqliteCommand();
        return own;
    }

    /// <summary>Before the connection closes: with a statement that is still prepared, the file would stay open.</summary>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Finish();
        prepared.Clear();
    }

    private sealed class Prepared : SqliteCommand
    {
        internal void Finish() => base.Dispose(disposing: true);

        internal bool IsTaken { get; private set; }

        internal void Take(DbCommand blank)
        {
            IsTaken = true;
            Transaction = (SqliteTransaction?)blank.Transaction;
            CommandTimeout = blank.CommandTimeout;
            foreach (SqliteParameter parameter in blank.Parameters)
                Parameters.Add(parameter);
            blank.Parameters.Clear();
        }

        // Whoever is done with it gives it back, its statement still prepared.
        protected override void Dispose(bool disposing)
        {
            IsTaken = false;
            Parameters.Clear();
        }
    }
}
