using System.Globalization;
using CsCheck;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>The laws of every file: each row is counted once, and each value is in the lead or kept with it.</summary>
public sealed class NothingIsLostTests
{
    // Of each column values that can be read, and some that cannot.
    private static readonly (string Column, string[] Values)[] Columns =
    [
        ("Email", ["a@x.example", "B@x.example", "c@y.example", "no address", ""]),
        ("Company Name", ["Nordwind", "Corso", ""]),
        ("First Name", ["Ana", "Bo", ""]),
        ("Full Name", ["Ana Kowal", "Lind", ""]),
        ("Phone", ["+48 600 100 200", "ask", ""]),
        ("Mobile", ["+48 600 100 201", ""]),
        ("Country", ["PL", "Germany", "Atlantis", ""]),
        ("Rating", ["Hot", "C", "Lukewarm", ""]),
        ("Score", ["50", "85%", "101", ""]),
        ("Time Zone", ["Europe/Warsaw", "Mars", ""]),
        ("Lead Source", ["web", "fair", ""]),
        ("Created", ["2026-01-05", "2026-01-06 10:00", "soon", "2031-01-01", ""]),
        ("Lead Status", ["New", "Working", "Won", "Lost", "Dancing", ""]),
        ("Lifecycle Stage", ["Lead", "Customer", "Otter", ""]),
        ("workingAt", ["2026-01-05", "2026-01-04", "2026-02-01", ""]),
        ("Close Date", ["2026-01-31", "2026-01-01", "2031-01-01", ""]),
        ("Amount", ["500", "1,054.50", "USD 5", "much", ""]),
        ("Currency", ["EUR", "USD", "", "", ""]),
        ("Owner", ["Eva Lind", "Nobody", ""]),
        ("Closed Lost Reason", ["price", "too late", ""]),
        ("Notes", ["called twice", ""]),
        ("Shoe size", ["44", ""]),
        ("Annual Revenue", ["1000", ""]),
    ];

    private static readonly Gen<(string[] Header, string[][] Rows)> Files =
        from chosen in Gen.Shuffle(Columns, 3, Columns.Length)
        let header = chosen.Select(c => c.Column).Contains("Email") ? chosen : [Columns[0], .. chosen]
        from id in Gen.Bool
        from rows in Gen.Select(Gen.Int[0, 99].Array[header.Length], Gen.Int[1, 4]).Array[1, 12]
        select (
            header.Select(c => c.Column).Concat(id ? new[] { "Lead ID" } : []).ToArray(),
            rows.Select(row => header.Select((c, i) => c.Values[row.Item1[i] % c.Values.Length])
                .Concat(id ? new[] { $"{row.Item2}" } : []).ToArray()).ToArray());

    private static string Csv(string[] header, params string[][] rows) => string.Concat(rows.Prepend(header)
        .Select(cells => string.Join(',', cells.Select(cell => $"\"{cell}\"")) + "\n"));

    [Theory]
    [InlineData(ImportAs.New)]
    [InlineData(ImportAs.History)]
    public async Task Each_row_is_counted_once_and_an_import_again_changes_nothing(ImportAs importAs)
    {
        await Files.SampleAsync(async file =>
        {
            await using var hub = await HubFixture.Start();
            await hub.Hire("Eva Lind");
            var csv = Csv(file.Header, file.Rows);
            var first = await hub.Import(csv, importAs);
            var head = hub.Verify().Sequence;
            var again = await hub.Import(csv, importAs);

            first.Rows.ShouldBe(file.Rows.Count(row => row.Any(cell => cell.Length > 0)));
            (first.Added + first.Joined + first.Skipped + first.Rejected).ShouldBe(first.Rows);
            // A rejected row may be taken the second time, as a later one has closed the lead that it was too old for.
            again.Skipped.ShouldBeGreaterThanOrEqualTo(first.Rows - first.Rejected, csv);
            if (first.Rejected == 0)
                hub.Verify().Sequence.ShouldBe(head, csv);
            hub.Verify().Problems.ShouldBeEmpty();
        }, iter: 12, threads: 1);
    }

    [Theory]
    [InlineData(ImportAs.New)]
    [InlineData(ImportAs.History)]
    public async Task Each_value_is_in_the_lead_or_kept_with_it_unless_its_row_was_skipped_or_rejected(ImportAs importAs)
    {
        await Files.SampleAsync(async file =>
        {
            await using var hub = await HubFixture.Start();
            await hub.Hire("Eva Lind");
            foreach (var row in file.Rows)
            {
                // One at a time, as a later row may bring another value.
                var result = await hub.Import(Csv(file.Header, row), importAs);
                if (result.Added + result.Joined == 0)
                    continue;
                var lead = hub.Leads().Single(l => hub.Imported(l.Id).Exists(e => e.Import == result.Run));
                var kept = hub.LeftOut(lead.Id).Select(left => (left.Column, left.Value)).ToList();
                kept.Select(left => left.Column).ShouldBeUnique();
                foreach (var (column, cell) in file.Header.Zip(row))
                    if (cell.Length > 0 && !kept.Contains((column, cell)))
                        IsIn(hub, lead, column, cell).ShouldBeTrue($"{column} = {cell} of\n{Csv(file.Header, row)}");
            }
        }, iter: 60, threads: 1);
    }

    private static bool IsIn(HubFixture hub, Lead lead, string column, string cell)
    {
        using var rows = hub.Rows();
        var contact = hub.Contact(lead.Id);
        IEnumerable<string?> said = column switch
        {
            "Email" => [contact.Email],
            "Company Name" => rows.Accounts.Where(a => a.Id == lead.AccountId).Select(a => a.Name).ToList(),
            "First Name" => [contact.FirstName],
            "Full Name" => [contact.Name, contact.LastName],
            "Phone" or "Mobile" => [contact.Phone],
            "Lead ID" => rows.ExternalIds.Where(e => e.LeadId == lead.Id).Select(e => e.Value).ToList(),
            "Notes" => rows.Texts.Where(t => t.ContactId == lead.ContactId).Select(t => t.Text).ToList(),
            "Country" => [lead.Facts.Country, lead.Facts.Country == "DE" ? "Germany" : null],
            "Rating" => [lead.Facts.Grade, lead.Facts.Grade == "A" ? "Hot" : null],
            "Score" => [$"{lead.Facts.Score}", $"{lead.Facts.Score}%"],
            "Time Zone" => [lead.Facts.TimeZone],
            "Lead Source" => [lead.Facts.Source],
            "Amount" => new[] { "0.##", "#,##0.00" }.Select(format => lead.Amount?.ToString(format, CultureInfo.InvariantCulture)),
            "Currency" => ["EUR"],
            "Owner" => [lead.Owner is null ? null : "Eva Lind"],
            "Closed Lost Reason" => [lead.CloseReason, .. rows.Texts.Where(t => t.ContactId == lead.ContactId).Select(t => t.Text)],
            "Lead Status" or "Lifecycle Stage" => [$"{lead.Stage}", lead.Stage switch
            {
                Domain.Life.Stage.Captured => column == "Lead Status" ? "New" : "Lead",
                Domain.Life.Stage.Won => "Customer",
                _ => null,
            }],
            "Created" or "workingAt" or "Close Date" => DaysOf(hub, lead)
                .Select(day => cell.StartsWith(day, StringComparison.Ordinal) ? cell : day),
            _ => [],
        };
        return said.Contains(cell, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> DaysOf(HubFixture hub, Lead lead)
    {
        using var rows = hub.Rows();
        var zone = NodaTime.DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        return rows.Ledger.Where(e => e.LeadId == lead.Id).Select(e => e.At).AsEnumerable()
            .Concat(rows.Inquiries.Where(i => i.LeadId == lead.Id).Select(i => i.ReceivedAt))
            .Select(at => at.InZone(zone).Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().ToList();
    }
}
