using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Folding;

namespace SmarketingHub.Engine.Commands;

/// <summary>The rows that reports read, turned into what leads' lines of the ledger make of them.</summary>
internal sealed class ReportChanges(HubContext rows) : RowChanges
{
    // Nearly all commands have nothing to do with them.
    private Tables? tables;

    private Tables All => tables ??= new(rows);

    /// <summary>How far they have come; null: they have not begun.</summary>
    internal ReportCursor? Cursor => All.Cursor.Table.First(All.ReadCursor);

    internal void Move(ReportCursor? before, ReportCursor to) => All.Cursor.Change(before, to);

    /// <summary>Something of the lead comes after this line.</summary>
    internal bool HasMore(long lead, long after)
    {
        All.LaterLine.Set(0, lead);
        All.LaterLine.Set(1, after);
        try
        {
            return All.LaterLine.Read();
        }
        finally
        {
            All.LaterLine.Reset();
        }
    }

    /// <summary>The lead's rows become these, whatever they are; what is so already is not written.</summary>
    internal void Become(long lead, LeadReport report)
    {
        foreach (var kind in All.Kinds)
            kind.Become(lead, report);
    }

    internal override void Write()
    {
        foreach (var table in tables?.InOrder ?? [])
            table.Write();
    }

    internal override void Unwrite()
    {
        foreach (var table in tables?.InOrder.Reverse() ?? [])
            table.Unwrite();
    }

    internal override void BeginAnew()
    {
        foreach (var table in tables?.InOrder ?? [])
            table.BeginAnew();
    }

    internal override void Clear()
    {
        foreach (var table in tables?.InOrder ?? [])
            table.Clear();
    }

    public override void Dispose() => tables?.Dispose();

    private sealed class Tables : IDisposable
    {
        internal Tables(HubContext rows)
        {
            Kinds = [.. ReportKinds.Each(new InTables(rows))];
            Cursor = new(rows, areFinal: true);
            ReadCursor = Cursor.Table.SelectWhere("\"Id\" = 1");
            LaterLine = rows.Prepare("""SELECT 1 FROM "Ledger" WHERE "LeadId" = $1 AND "Sequence" > $2 LIMIT 1""");
            InOrder = [.. Kinds.Select(kind => kind.Rows), Cursor];
        }

        internal LeadRowsOf[] Kinds { get; }
        internal RowChanges<ReportCursor> Cursor { get; }
        internal Statement ReadCursor { get; }
        internal Statement LaterLine { get; }
        internal RowChanges[] InOrder { get; }

        public void Dispose()
        {
            LaterLine.Dispose();
            foreach (var table in InOrder)
                table.Dispose();
        }

        private sealed class InTables(HubContext rows) : IForEachKind<LeadRowsOf>
        {
            public LeadRowsOf Of<T>(string name, Func<LeadReport, IReadOnlyList<T>> ofLead, Func<T, object> key) where T : class =>
                new LeadRowsOf<T>(rows, ofLead);
        }
    }
}

/// <summary>The rows of one kind that leads have.</summary>
internal abstract class LeadRowsOf
{
    internal abstract RowChanges Rows { get; }

    internal abstract void Become(long lead, LeadReport report);
}

internal sealed class LeadRowsOf<T>(HubContext rows, Func<LeadReport, IReadOnlyList<T>> of) : LeadRowsOf where T : class
{
    private readonly RowChanges<T> changes = new(rows, areFinal: true);
    private Statement? ofLead;

    internal override RowChanges Rows => changes;

    internal override void Become(long lead, LeadReport report)
    {
        var table = changes.Table;
        var left = of(report).ToList();
        ofLead ??= table.SelectWhere("\"LeadId\" = $1");
        ofLead.Set(0, lead);
        try
        {
            while (ofLead.Read())
            {
                var stands = table.Read(ofLead);
                var at = left.FindIndex(row => table.HaveOneKey(row, stands));
                changes.Change(stands, at < 0 ? null : left[at]);
                if (at >= 0)
                    left.RemoveAt(at);
            }
        }
        finally
        {
            // Also after a row that cannot be read: it is asked again.
            ofLead.Reset();
        }
        left.ForEach(changes.Add);
    }
}
