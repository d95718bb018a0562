using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Verification;

/// <summary>
/// Whether the balances of routing rules follow from what each lead made of them, each from where the one before left them, and whether the
/// rules are those that the ledger has.
/// </summary>
internal sealed class TurnCheck(Problems problems)
{
    private static readonly Dictionary<string, RoutedAs> Kinds = new()
    {
        [LedgerJson.NameOf(typeof(LeadRouted))] = RoutedAs.Offered,
        [LedgerJson.NameOf(typeof(RouteHeld))] = RoutedAs.Held,
        [LedgerJson.NameOf(typeof(TurnGivenBack))] = RoutedAs.GivenBack,
    };

    private readonly Dictionary<string, IReadOnlyList<TurnStanding>> turns = [];
    private byte[]? rules;
    private (long Count, long Sum) lines;

    internal void Note(LedgerEvent line)
    {
        if (line.Type == "routingWritten")
            rules = line.Body;
        else if (Kinds.ContainsKey(line.Type))
            problems.Read($"Event {line.Sequence} ({line.Type})", () => "as routing", () => Take(line));
    }

    internal void Compare(HubContext rows)
    {
        var stored = rows.RuleTurns.AsNoTracking().ToDictionary(t => t.Rule, t => t.Standings);
        foreach (var rule in turns.Keys.Union(stored.Keys).Order(StringComparer.Ordinal))
            if (Text(turns.GetValueOrDefault(rule, [])) is var should && Text(stored.GetValueOrDefault(rule, [])) is var isSo
                && should != isSo)
                problems.Add($"The balances of the rule {rule} are {isSo}, by the ledger {should}.");
        var (count, sum) = (0L, 0L);
        foreach (var row in rows.RoutedLeads.AsNoTracking().OrderBy(r => r.Sequence).AsEnumerable())
            (count, sum) = (count + 1, Add(sum, row));
        if ((count, sum) != lines)
            problems.Add($"{count} rows say where leads were routed; by the ledger there are {lines.Count}, or they say otherwise.");
        var kind = CompanyStore.KindOf<RoutingRules>();
        var document = rows.Company.AsNoTracking().Where(d => d.Kind == kind).Select(d => d.Body).FirstOrDefault();
        if (Same(document) != Same(rules is null ? null : System.Text.Encoding.UTF8.GetString(rules)))
            problems.Add("The routing rules are not those that were last put in force by the ledger.");
    }

    private void Take(LedgerEvent line)
    {
        var happened = LedgerJson.Read(line.Type, line.Body);
        var (rule, person, moves, letOutTo) = happened switch
        {
            LeadRouted e => (e.Rule, e.Person, e.Candidates.Where(c => c.After is not null)
                .Select(c => new Move(c.Person, c.Before!.Value, c.After!.Value)).ToList(), e.Waited ? e.Person : null),
            TurnGivenBack e => (e.Rule, null, [.. e.Moves], null),
            _ => (((RouteHeld)happened!).Rule, (long?)null, new List<Move>(), (long?)null),
        };
        lines = (lines.Count + 1, Add(lines.Sum, new()
        {
            Sequence = line.Sequence,
            LeadId = line.LeadId!.Value,
            Rule = rule,
            As = Kinds[line.Type],
            Person = person,
            At = line.At,
        }));
        if (moves.Count == 0 && letOutTo is null)
            return;
        var key = RuleTurn.KeyOf(rule);
        var before = turns.GetValueOrDefault(key, []);
        foreach (var move in moves)
            if ((before.FirstOrDefault(s => s.Person == move.Person)?.Balance ?? 0) is var had && had != move.Before)
                problems.Add($"Event {line.Sequence} ({line.Type}) begins with {move.Before} leads of person {move.Person} by the rule "
                    + $"{rule}; the one before left {had}.");
        if (moves.Sum(m => m.By) is var sum && sum != 0)
            problems.Add(
                $"Event {line.Sequence} ({line.Type}) moves the balances of the rule {rule} by {sum} leads together, not by none.");
        turns[key] = RuleTurns.Over(before, moves.Select(m => KeyValuePair.Create(m.Person, m.After)), letOutTo, line.At);
    }

    // The same for one row in one run.
    private static long Add(long sum, RoutedLead row) =>
        unchecked(sum * 31 + HashCode.Combine(row.Sequence, row.LeadId, row.Rule, row.As, row.Person, row.At));

    private static string Text(IReadOnlyList<TurnStanding> standings) => JsonList<TurnStanding>.Text(standings);

    private static string? Same(string? json) => json is null ? null
        : JsonSerializer.Serialize(JsonSerializer.Deserialize<RoutingRules>(json, LedgerJson.Options), LedgerJson.Options);
}
