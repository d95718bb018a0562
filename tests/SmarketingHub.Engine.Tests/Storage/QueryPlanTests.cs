using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Tests.Storage;

/// <summary>Lists go by an index, however many leads there are: no plan walks through a large table.</summary>
public sealed class QueryPlanTests
{
    private const string Party = "partner:altamar";

    /// <summary>Each as its list asks it.</summary>
    private static Dictionary<string, Func<HubContext, IQueryable>> Lists { get; } = new()
    {
        ["a page of all leads"] = rows => rows.Leads.Where(l => l.Id > 5).OrderBy(l => l.Id).Take(51),
        ["a page by stage"] = rows => rows.Leads.Where(l => l.Id > 5 && l.Stage == Stage.Won).OrderBy(l => l.Id).Take(51),
        ["a page by holder"] = rows => rows.Leads.Where(l => l.Id > 5 && l.Holder == Party).OrderBy(l => l.Id).Take(51),
        ["a page by owner"] = rows => rows.Leads.Where(l => l.Id > 5 && l.Owner == 7).OrderBy(l => l.Id).Take(51),
        ["how many open leads an owner has"] = rows => rows.Leads.Where(l => l.Owner == 7 && l.ClosedAt == null).GroupBy(l => 1)
            .Select(g => g.Count()),
        ["an owner's open leads"] = rows => rows.Leads.Where(l => l.Owner == 7 && l.ClosedAt == null).OrderBy(l => l.Id).Select(l => l.Id),
        ["what is offered to a person"] = rows => rows.Handoffs.Where(h => h.ToPerson == 7 && h.State == HandoffState.Offered)
            .Select(h => h.LeadId),
        ["what is offered to a party"] = rows => rows.Handoffs.Where(h => h.To == Party && h.State == HandoffState.Offered)
            .Select(h => h.LeadId),
        ["the open leads, of a start"] = rows => rows.Leads.Where(l => l.ClosedAt == null),
        ["what was touched lately"] = rows => rows.Leads.Where(l => l.LastAt >= HubFixture.Monday).Select(l => l.Id),
        ["what came lately"] = rows => rows.Leads.Where(l => l.ReceivedAt >= HubFixture.Monday).Select(l => l.Id),
        ["a contact's leads"] = rows => rows.Leads.Where(l => l.ContactId == 7 && l.ClosedAt == null).Select(l => l.Id),
        ["an account's opportunities"] = rows => rows.Leads.Where(l => l.AccountId == 7 && l.Stage == Stage.Opportunity).Select(l => l.Id),
        ["a lead's timeline"] = rows => rows.Ledger.Where(e => e.LeadId == 7 && e.Sequence > 5).OrderBy(e => e.Sequence).Take(51),
        ["a lead's ledger from its end"] = rows => rows.Ledger.Where(e => e.LeadId == 7).OrderByDescending(e => e.Sequence),
        ["the ledger by its leads"] = rows => rows.Ledger.Where(e => e.LeadId != null).OrderBy(e => e.LeadId).ThenBy(e => e.Sequence)
            .Select(e => e.Sequence),
        ["events from one on"] = rows => rows.Ledger.Where(e => e.Sequence > 5).OrderBy(e => e.Sequence).Take(51),
        ["what fell due"] = rows => rows.Leads.Where(l => l.NextDueAt <= HubFixture.Monday).OrderBy(l => l.NextDueAt).Take(100),
        ["breaches lately"] = rows => rows.Clocks.Where(c => c.BreachedAt >= HubFixture.Monday),
        ["open breaches"] = rows => rows.Clocks.Where(c => c.State == ClockState.Breached && c.StoppedAt == null && c.Excuse == null),
        ["a person's notices"] = rows => rows.Notices.Where(n => n.PersonId == 7 && n.ReadAt == null),
    };

    public static TheoryData<string> Names => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_list_goes_by_an_index(string name)
    {
        await using var hub = await HubFixture.Start();
        await using var rows = hub.Rows();

        var plan = await Plan(rows, Lists[name](rows));

        if (name is not ("a page of all leads" or "events from one on"))
            plan.ShouldNotContain(step => step.EndsWith("INTEGER PRIMARY KEY (rowid>?)", StringComparison.Ordinal),
                string.Join("; ", plan));
        // A scan in the order of a key or an index is a walk that a page ends; one over a partial index reads no more than is asked for.
        plan.ShouldNotContain(step => Walks(step), string.Join("; ", plan));
        plan.ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)
            && name.StartsWith("a page", StringComparison.Ordinal), string.Join("; ", plan));
    }

    // Each group that finds another process's lines asks it inside the write lock.
    [Fact]
    public async Task What_others_wrote_is_read_from_its_first_line_on_and_not_by_the_index_of_all_lines()
    {
        await using var hub = await HubFixture.Start();
        await using var rows = hub.Rows();

        var plan = await Plan(rows, Door.ChangedSince.Replace("$1", "5", StringComparison.Ordinal));

        plan.ShouldBe(["SEARCH Ledger USING INTEGER PRIMARY KEY (rowid>?)"]);
    }

    [Fact]
    public async Task A_search_walks_the_narrow_texts_once_a_word_and_never_the_leads()
    {
        await using var hub = await HubFixture.Start();
        await using var rows = hub.Rows();

        var plan = await Plan(rows,
            rows.Leads.Matching(rows, SearchQuery.Of("nordwind")!).Where(l => l.Id > 0).OrderBy(l => l.Id).Take(51));

        plan.ShouldContain(step => step.StartsWith("SEARCH l", StringComparison.Ordinal), string.Join("; ", plan));
        plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal))
            .ShouldAllBe(step => step.StartsWith("SCAN c", StringComparison.Ordinal)
                || step.StartsWith("SCAN a", StringComparison.Ordinal));
    }

    private static bool Walks(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal);

    private static async Task<List<string>> Plan(HubContext rows, IQueryable query)
    {
        await using var command = query.CreateDbCommand();
        return await Plan(rows, command);
    }

    private static async Task<List<string>> Plan(HubContext rows, string sql)
    {
        await using var command = rows.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await Plan(rows, command);
    }

    private static async Task<List<string>> Plan(HubContext rows, DbCommand command)
    {
        await rows.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = (SqliteDataReader)await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var steps = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            steps.Add(reader.GetString(3).ToString(CultureInfo.InvariantCulture));
        return steps;
    }
}
