using System.Text.Json;
using CsCheck;
using NodaTime;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>Whatever a file told: taken back, everything is as if it had never been, or nothing has changed at all.</summary>
public sealed class TakenBackLawTests
{
    private static readonly string[] People = ["ana", "ben", "cleo", "dan", "eva"];

    // Of two persons whom a file gives each other's address, one keeps it: whoever has an id has the same address throughout.
    private static readonly Gen<string> Row =
        from person in OneOf(People)
        from id in OneOf("", person == "eva" ? "" : person[..1])
        from title in OneOf("", "CEO", "CFO")
        from phone in OneOf("", "+48601000111", "+48601000222")
        from company in OneOf("", "X", "Y")
        from source in OneOf("", "webinar", "demo-request")
        from product in OneOf("", "Pump", "Valve")
        from stage in OneOf("", "MQL", "Working", "Won", "Lost")
        from amount in OneOf("", "100", "250")
        select $"{id},{(person == "eva" ? "" : person + "@x.example")},{person},{title},{phone},{company},{source},{product},{stage},"
            + $"{amount}";

    private const string Header = "id,email,firstName,title,phone,company,source,product,stage,amount\n";

    private static readonly Gen<string> Csv = Row.List[1, 6].Select(rows =>
        Header + string.Join('\n', rows) + "\n");

    private static readonly Gen<(string Csv, ImportAs As)> Import =
        Gen.Select(Csv, OneOf(ImportAs.New, ImportAs.History));

    [Fact]
    public void What_was_before_is_again() =>
        Gen.Select(Import.List[1, 2], Import.List[1, 3], Gen.Int[0, 3]).Sample(
            (before, imports, days) => Play(before, imports, days).GetAwaiter().GetResult(), iter: 30, threads: 1);

    [Fact]
    public Task What_fell_due_of_a_later_import_never_was_for_an_earlier_one_either() => Play(
        [(Header + ",cleo@x.example,cleo,CFO,+48601000111,X,,Valve,Working,250\n", ImportAs.History)],
        [
            (Header + ",cleo@x.example,cleo,CFO,,,,Pump,,100\n", ImportAs.History),
            (Header + ",cleo@x.example,cleo,,+48601000222,X,demo-request,Valve,,100\n", ImportAs.New),
        ],
        days: 3);

    private static async Task Play(List<(string Csv, ImportAs As)> before, List<(string Csv, ImportAs As)> imports, int days)
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("ana@x.example", company: "X", source: "webinar");
        await hub.Take("ben@x.example", company: null);
        foreach (var (csv, importAs) in before)
            await hub.Import(csv, importAs, Profile);
        await hub.Pass(Duration.FromHours(1));
        var seen = new Stack<(long Run, string Then)>();
        foreach (var (csv, importAs) in imports)
        {
            var then = await State(hub);
            seen.Push(((await hub.Import(csv, importAs, Profile)).Run, then));
        }
        await hub.Pass(Duration.FromDays(days));
        while (seen.TryPop(out var last))
        {
            var now = await State(hub);
            if ((await hub.Undo().Look(last.Run, HubFixture.Admin)).CanBe)
                await hub.Undo().TakeBack(last.Run, HubFixture.Admin);
            else
            {
                await Should.ThrowAsync<NotPermitted>(hub.Undo().TakeBack(last.Run, HubFixture.Admin));
                (await State(hub)).ShouldBe(now);
                break;
            }
            hub.Verify().Problems.ShouldBeEmpty();
            FoldsAlike(hub);
            (await State(hub)).ShouldBe(last.Then);
        }
    }

    private const string Profile = """{ "columns": { "id": "externalId" } }""";

    // A lead's lines without those that were taken back say the same of it.
    private static void FoldsAlike(HubFixture hub)
    {
        using var rows = hub.Rows();
        foreach (var line in rows.Ledger.Where(e => e.LeadId != null).OrderBy(e => e.Sequence).AsEnumerable().GroupBy(e => e.LeadId!.Value))
        {
            var (lines, gone) = (line.ToList(), line.ToList());
            TakenBack.LeaveOut(lines, e => (e.Sequence, e.Type, e.Body));
            if (lines.Count == 0)
                continue;
            var clocks = gone.Where(e => e.Type == TakenBack.Event)
                .SelectMany(e => ((ImportTakenBack)LedgerJson.Read(e.Type, e.Body)!).Clocks).ToHashSet();
            var folded = new Lead { Id = line.Key };
            foreach (var e in lines)
                if (LedgerJson.Read(e.Type, e.Body)! is var happened
                    && !(happened is Domain.Clocks.ClockEvent { Clock: var clock } && clocks.Contains(clock)))
                    folded.Apply(happened, e.At);
            Of(hub.Lead(line.Key)).ShouldBe(Of(folded));
            hub.Lead(line.Key).LastAt.ShouldBe(folded.LastAt, "history can be told again from there");
        }
    }

    /// <summary>All that is there, but for what falls due by itself, and for people whom nobody has a lead of.</summary>
    private static async Task<string> State(HubFixture hub)
    {
        await using var rows = hub.Rows();
        var people = rows.Contacts.Where(c => rows.Leads.Any(l => l.ContactId == c.Id)).OrderBy(c => c.Id).ToList();
        return string.Join('\n', (IEnumerable<string>)
        [
            .. hub.Leads().Select(Of),
            .. people.Select(c => $"{c.Id} {c.Profile} {c.EmailKey} {c.PhoneKey} {c.AccountId}"),
            .. rows.Accounts.OrderBy(a => a.Id).Where(a => a.IsCustomer).Select(a => $"{a.Id} {a.Owner}"),
            .. rows.ExternalIds.OrderBy(e => e.Value).Select(e => $"{e.Value} {e.LeadId}"),
            .. rows.ImportedRows.OrderBy(r => r.Import).ThenBy(r => r.Key).Select(r => $"{r.Import} {r.Key} {r.LeadId}"),
            .. rows.Inquiries.Where(i => rows.Leads.Any(l => l.Id == i.LeadId)).OrderBy(i => i.Id).Select(i => $"{i.Id} {i.LeadId}"),
        ]);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Of(Lead lead) => JsonSerializer.Serialize(new
    {
        lead.Id,
        Standing = LeadStanding.Of(lead),
        lead.Facts,
        lead.AccountId,
        lead.ContactId,
        lead.ReceivedAt,
        lead.FirstTouchAt,
        lead.PreviousLead,
        lead.CountsAsNew,
        Clocks = lead.Clocks.ConvertAll(c => (c.Id, c.Promise)).Select(c => $"{c.Id} {c.Promise}"),
        Handoffs = lead.Handoffs.ConvertAll(h => h.Id),
    }, LedgerJson.Options);
}
