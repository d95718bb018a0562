using System.Globalization;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>The rows of a lead beside the model's lead, as one text each.</summary>
internal sealed class RowCheck(Disk disk)
{
    private const string Leads = """
        SELECT Version, Stage, Holder, Owner, Team, ContactId, AccountId, ReceivedAt, LastAt, ClosedAt, LookAgainAt, MeetingAt, NoShow,
            PausedUntil, PausedBy, MergedInto, TakenBack, Placed, NextDueAt
        FROM Leads WHERE Id = $p
        """;

    private const string Handoffs =
        "SELECT Id, State, FromParty, ToParty, ToTeam, ToPerson, OfferedIn, OfferedAt, Bounces, Disputed FROM Handoffs WHERE LeadId = $p "
            + "ORDER BY Id";

    private const string Clocks = """
        SELECT Id, Promise, HandoffId, OwedBy, Person, Round, State, StartedAt, Target, DueAt, BreachedAt, StoppedAt, Corrected,
            AttemptsMade
        FROM Clocks WHERE LeadId = $p ORDER BY Id
        """;

    private const string Attempts =
        "SELECT Id, Kind, Reached, OccurredAt, ByPerson, Party, ExternalId FROM Attempts WHERE LeadId = $p ORDER BY Id";

    public void Same(RefLead lead)
    {
        Same(lead.Id, "lead", Leads,
            [[
                lead.Version, lead.Stage, lead.Holder, lead.Owner, lead.Team, lead.Contact, lead.Account, lead.ReceivedAt, lead.LastAt,
                lead.ClosedAt, lead.LookAgainAt,
                lead.MeetingAt, lead.NoShow, lead.PausedUntil, lead.PausedBy, lead.MergedInto, lead.TakenBack,
                lead.Placed, lead.NextDue,
            ]]);
        Same(lead.Id, "hand-offs", Handoffs,
            lead.Handoffs.OrderBy(h => h.Id)
                .Select(h => new object?[] { h.Id, h.State, h.From, h.To, h.Team, h.Person, h.OfferedIn, h.OfferedAt, h.Bounces,
                    h.Disputed }));
        Same(lead.Id, "clocks", Clocks, lead.Clocks.OrderBy(c => c.Id).Select(c => new object?[]
        {
            c.Id, c.Promise, c.Handoff, c.OwedBy, c.Person, c.Round, c.State, c.StartedAt, c.Target, c.DueAt, c.BreachedAt, c.StoppedAt,
            c.Corrected, c.Made,
        }));
        Same(lead.Id, "attempts", Attempts,
            lead.Attempts.OrderBy(a => a.Id)
                .Select(a => new object?[] { a.Id, a.Kind, a.Reached, a.OccurredAt, a.By, a.Party, a.ExternalId }));
    }

    private const string Reported = "SELECT ReceivedAt, Stage, Holder, Owner, ClosedAt FROM ReportLeads WHERE LeadId = $p";

    private const string Promises = """
        SELECT Clock, Promise, OwedBy, Person, Round, State, StartedAt, Target, DueAt, BreachedAt, DoneAt, Corrected, Agreement, Version,
            Commitment
        FROM ReportPromises WHERE LeadId = $p AND Clock IS NOT NULL ORDER BY Clock
        """;

    private const string LastStretch =
        "SELECT Stage, Holder, Owner, Party, Person FROM ReportStretches WHERE LeadId = $p AND Ended IS NULL";

    /// <summary>What reports read of it, as far as the model knows it; the rows have followed.</summary>
    public void SameReport(RefLead lead)
    {
        var isThere = lead.TakenBack is null;
        IEnumerable<object?[]> If(bool holds, object?[] row) => holds ? [row] : [];
        Same(lead.Id, "reported lead", Reported, If(isThere, [lead.ReceivedAt, lead.Stage, lead.Holder, lead.Owner, lead.ClosedAt]));
        Same(lead.Id, "promises", Promises, isThere ? lead.Clocks.OrderBy(c => c.Id).Select(c => new object?[]
        {
            c.Id, c.Promise, c.OwedBy, c.Person, c.Round, c.State, c.StartedAt, c.Target, c.DueAt, c.BreachedAt, c.StoppedAt, c.Corrected,
            c.Agreement, c.Version, c.Commitment,
        }) : []);
        var (party, person) = lead.Offered is { } offer ? (offer.To, offer.Person) : (lead.Holder, lead.Owner);
        Same(lead.Id, "last stretch", LastStretch,
            If(isThere && lead.IsOpen, [lead.Stage, lead.Holder, lead.Owner, party, person]));
    }

    /// <summary>Nothing stands there that no event tells of.</summary>
    public void SameCounts(Model model)
    {
        void Count(string table, int count) =>
            Broken.Unless(disk.Number($"SELECT COUNT(*) FROM {table} WHERE $p = 0") == count, "the rows are what the ledger says",
                $"not {count} {table}");
        Count("Leads", model.Leads.Count);
        Count("Handoffs", model.Leads.Values.Sum(l => l.Handoffs.Count));
        Count("Clocks", model.Leads.Values.Sum(l => l.Clocks.Count));
        Count("Attempts", model.Leads.Values.Sum(l => l.Attempts.Count));
    }

    public void SameHead(Model model)
    {
        using var row = disk.Read("SELECT Sequence, Hash FROM Head WHERE $p = 0");
        row.Read();
        Broken.Unless(row.GetInt64(0) == model.Sequence && Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)) == model.Head,
            "the head is the last event's", $"head {row.GetInt64(0)}, last {model.Sequence}");
    }

    private void Same(long lead, string what, string sql, IEnumerable<object?[]> expected)
    {
        var should = string.Join("; ", expected.Select(values => string.Join(' ', values.Select(Text))));
        var rows = new List<string>();
        using (var reader = disk.Read(sql, lead))
            while (reader.Read())
                rows.Add(string.Join(' ',
                    Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Text(reader.GetValue(i)))));
        var isSo = string.Join("; ", rows);
        Broken.Unless(string.Equals(isSo, should, StringComparison.OrdinalIgnoreCase), "the rows are what the ledger says",
            $"{what} of {lead}: {isSo}; by the ledger {should}");
    }

    private static string Text(object? value) => value switch
    {
        null => "-",
        bool yes => yes ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
