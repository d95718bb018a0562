using System.Text.Json;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Domain.Routing;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Routing;

/// <summary>Putting routing rules in force: each time all of them, as a new version.</summary>
public static class RoutingCommands
{
    internal const string Written = "routingWritten";

    /// <param name="write">The command's way to the rows.</param>
    /// <param name="known">The version that the caller knows; null: whichever is in force.</param>
    /// <param name="rules">All of them, in their order. The same as before make no version.</param>
    /// <exception cref="Stale">Somebody put another version in force meanwhile.</exception>
    public static RoutingRules PutRouting(this Write write, int? known, IReadOnlyList<RoutingRule> rules) =>
        write.PutRouting(known, () => rules);

    /// <summary>The same of rules that are read only when the caller may write them and knows the version in force.</summary>
    public static RoutingRules PutRouting(this Write write, int? known, Func<IReadOnlyList<RoutingRule>> read)
    {
        if (!write.Actor.EditsRouting())
            throw new NotAllowed("Only team leads and administrators say which leads go to whom.");
        var before = write.Company.Routing;
        if (known is { } version && version != before.Version)
            throw new Stale(before.Version, [Missed(before, write.Company)]);
        var rules = read();
        RoutingCheck.Check(rules, write.Company);
        if (Text(rules) == Text(before.Rules))
            return before;
        var after = new RoutingRules(before.Version + 1, rules, write.Now, write.Actor.ToString());
        write.Change("rules", after, Written);
        return after;
    }

    private static string Text(IReadOnlyList<RoutingRule> rules) => JsonSerializer.Serialize(rules, LedgerJson.Options);

    private static MissedChange Missed(RoutingRules now, Company company) => new(0, Written, company.ActorName(now.By), now.At,
        $"Version {now.Version} of the routing rules was put in force meanwhile by {company.ActorName(now.By)}.");
}
