using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Data;

/// <summary>Reads the ledger lead by lead, each with all its lines that are not taken back; only one lead's are in memory.</summary>
internal static class Histories
{
    /// <summary>The lowest id of a lead, and one above the highest; null: there is no lead.</summary>
    internal static (long From, long To)? Range(HubContext rows)
    {
        using var command = Command(rows, """SELECT MIN("LeadId"), MAX("LeadId") FROM "Ledger" WHERE "LeadId" IS NOT NULL""");
        using var read = command.ExecuteReader();
        return read.Read() && !read.IsDBNull(0) ? (read.GetInt64(0), read.GetInt64(1) + 1) : null;
    }

    /// <param name="rows">In a transaction that sees one moment.</param>
    /// <param name="from">Leads from this id on …</param>
    /// <param name="to">… and before this one.</param>
    /// <param name="until">Lines up to this one.</param>
    internal static IEnumerable<(long Lead, List<Line> Lines)> Read(HubContext rows, long from, long to, long until)
    {
        using var command = Command(rows,
            """
            SELECT "LeadId", "Sequence", "Type", "Actor", "At", "RecordedAt", "Body" FROM "Ledger"
            WHERE "LeadId" >= @0 AND "LeadId" < @1 AND "Sequence" <= @2 ORDER BY "LeadId", "Sequence"
            """, from, to, until);
        using var read = command.ExecuteReader();
        var (lead, lines) = (0L, new List<Line>());
        while (read.Read())
        {
            if (read.GetInt64(0) is var id && id != lead)
            {
                LeaveOutTakenBack(lines);
                if (lines.Count > 0)
                    yield return (lead, lines);
                lead = id;
                lines.Clear();
            }
            lines.Add(Line(read));
        }
        LeaveOutTakenBack(lines);
        if (lines.Count > 0)
            yield return (lead, lines);
    }

    /// <summary>
    /// Of some leads: each with its lines that are not taken back, and when the last one was recorded, of the others, too.
    /// </summary>
    /// <param name="rows">In a transaction that sees one moment.</param>
    /// <param name="until">Lines up to this one.</param>
    /// <param name="knownAt">Up to the first line that was recorded later: what was taken back later still is.</param>
    internal static IEnumerable<(long Lead, List<Line> Lines, Instant KnownAt)> Read(
        HubContext rows, IEnumerable<long> leads, long until = long.MaxValue, Instant? knownAt = null)
    {
        using var command = Command(rows,
            """
            SELECT "LeadId", "Sequence", "Type", "Actor", "At", "RecordedAt", "Body" FROM "Ledger"
            WHERE "LeadId" = @0 AND "Sequence" <= @1 ORDER BY "Sequence"
            """, 0L, until);
        foreach (var lead in leads)
        {
            command.Parameters[0].Value = lead;
            var lines = new List<Line>();
            using (var read = command.ExecuteReader())
                while (read.Read() && Line(read) is var line && !(line.RecordedAt > knownAt))
                    lines.Add(line);
            var known = Ledger.Line.LastRecorded(lines);
            LeaveOutTakenBack(lines);
            yield return (lead, lines, known);
        }
    }

    private static Line Line(DbDataReader read) => new(
        read.GetInt64(1), read.GetString(2), read.GetString(3), Instant.FromUnixTimeMilliseconds(read.GetInt64(4)),
        Instant.FromUnixTimeMilliseconds(read.GetInt64(5)), read.GetFieldValue<byte[]>(6));

    private static void LeaveOutTakenBack(List<Line> lines) =>
        TakenBack.LeaveOut(lines, line => (line.Sequence, line.Type, line.Body));

    internal static DbCommand Command(HubContext rows, string sql, params ReadOnlySpan<object> values)
    {
        var command = rows.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = rows.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{i}", values[i]);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
