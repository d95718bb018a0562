using System.Globalization;
using System.Text;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Engine.Imports;
using SmarketingHub.Engine.Tests.Identities;

namespace SmarketingHub.Engine.Tests.Imports;

/// <summary>
/// Files as other systems write them, without a profile: <c>tests/data/imports</c> has one of each kind, made after public ones
/// (names and numbers made up), and beside it what becomes of it.
/// </summary>
public sealed class KnownFilesTests
{
    private static readonly string Folder = Path.Combine(Files.Root, "tests", "data", "imports");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.csv").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_goes_in_as_its_system_wrote_it(string name)
    {
        await using var hub = await HubFixture.Start();
        await hub.Hire("Eva Lind");

        var csv = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".csv"));
        var result = await hub.Import(csv);

        (await Told(hub, result)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".expected.txt")));
        var again = await hub.Import(csv);
        (again.Added, again.Joined, again.Skipped).ShouldBe((0, 0, result.Rows - result.Rejected), again.RejectsCsv);
        hub.Verify().Problems.ShouldBeEmpty();
    }

    private static async Task<string> Told(HubFixture hub, ImportResult result)
    {
        var told = new StringBuilder();
        told.Append(CultureInfo.InvariantCulture,
            $"{result.Rows} rows: {result.Added} added, {result.Joined} joined, {result.Rejected} rejected\n");
        await using var rows = hub.Rows();
        var accounts = rows.Accounts.ToDictionary(a => a.Id, a => a.Name);
        var company = await hub.Door.Do(HubFixture.Admin, write => write.Company);
        foreach (var lead in hub.Leads())
        {
            var ids = rows.ExternalIds.Where(e => e.LeadId == lead.Id).AsEnumerable()
                .Select(e => $"{e.System}/{e.Type}/{e.Value}").Order().ToList();
            told.Append(CultureInfo.InvariantCulture, $"\n{string.Join(' ', ids.DefaultIfEmpty("no id"))}\n");
            foreach (var (what, said) in Facts(hub, lead, accounts, company.Person(lead.Owner)?.Name))
                if (said is { Length: > 0 })
                    told.Append(CultureInfo.InvariantCulture, $"  {what}: {said}\n");
            foreach (var (column, value, why) in hub.LeftOut(lead.Id))
                told.Append(CultureInfo.InvariantCulture, $"  kept from the file: {column} = {value}{(why is null ? "" : $" ({why})")}\n");
        }
        foreach (var line in (result.RejectsCsv ?? "").Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1))
            told.Append(CultureInfo.InvariantCulture, $"\nrejected: {line.ReplaceLineEndings("\n")}\n");
        return told.ToString();
    }

    private static IEnumerable<(string What, string? Said)> Facts(
        HubFixture hub, Lead lead, Dictionary<long, string> accounts, string? owner)
    {
        var contact = hub.Contact(lead.Id);
        var money = (decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture);
        yield return ("person", contact.Name);
        yield return ("title", contact.Title);
        yield return ("email", contact.Email);
        yield return ("phone", contact.Phone);
        yield return ("company", lead.AccountId is { } account ? accounts[account] : null);
        yield return ("stage", lead.Stage.ToString());
        yield return ("received", lead.ReceivedAt == hub.Now ? "at the import" : lead.ReceivedAt.ToString());
        yield return ("closed", lead.ClosedAt?.ToString());
        yield return ("reason", lead.CloseReason);
        yield return ("owner", owner);
        yield return ("amount", money(lead.Amount));
        yield return ("expected value", money(lead.Facts.ExpectedValue));
        yield return ("source", lead.Facts.Source);
        yield return ("campaign", lead.Facts.Campaign);
        yield return ("channel", lead.Facts.Channel);
        yield return ("country", lead.Facts.Country);
        yield return ("time zone", lead.Facts.TimeZone);
        yield return ("grade", lead.Facts.Grade);
        yield return ("score", lead.Facts.Score?.ToString(CultureInfo.InvariantCulture));
    }
}
