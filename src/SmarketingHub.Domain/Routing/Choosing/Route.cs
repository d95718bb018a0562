using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Routing.Choosing;

/// <summary>What else says where a lead may go.</summary>
/// <param name="Capture">What an agreement says of such a lead; null: nothing.</param>
/// <param name="Holder">The party that has it.</param>
/// <param name="CameBack">Whether it came back from a party so often that it is not offered there again.</param>
public sealed record Bounds(CaptureRule? Capture, string Holder, Func<string, bool> CameBack);

/// <summary>Where the rules lead a lead, and all that was weighed.</summary>
/// <param name="Rule">Null: an agreement names one that is none here.</param>
/// <param name="Turn">The balances of the rule from now on; null: no turn was taken.</param>
/// <param name="IsNobodyFree">Somebody was looked for, and nobody found.</param>
public sealed record Route(
    RoutingRule? Rule, string Name, RouteMethod Method, Addressee To, long? Person, IReadOnlyList<TriedRule> Tried,
    IReadOnlyList<Candidate> Candidates, FairTurn? Turn, bool IsNobodyFree)
{
    /// <summary>
    /// The first rule that fits and has somebody; one that has nobody free and says so lets the next ones go first, and is taken when none
    /// of them has. Null: no rule fits.
    /// </summary>
    public static Route? Find(RoutingRules rules, Situation now, Company company, Bounds bounds)
    {
        var tried = new List<TriedRule>();
        Route? last = null;
        foreach (var rule in bounds.Capture?.Rule is { } named ? rules.Rules.Where(r => r.IsCalled(named)) : rules.Rules)
        {
            if (WhyNot(rule, now, company, bounds) is { } why)
                tried.Add(new(rule.Name, why));
            else if (Choice.Of(rule, now, company) is var choice && !choice!.IsNobodyFree(rule))
                return Of(rule, choice, tried);
            else if (rule.IfNobody != IfNobody.Overflow)
                return Of(rule, choice, tried);
            else
            {
                last ??= Of(rule, choice, []);
                tried.Add(new(rule.Name, NobodyFree, choice.Candidates));
            }
        }
        if (last is not null)
            return last with { Tried = tried.FindAll(t => t.Rule != last.Name) };
        // The agreement has the lead offered, whatever became of the rule that it names.
        return bounds.Capture is { Rule: { } gone } capture
            ? new(null, gone, RouteMethod.Queue, new(capture.OfferTo), null, tried is [] ? [new(gone, NoSuchRule)] : tried, [], null, false)
            : null;
    }

    /// <summary>As explanations show them; what keeps a lead out of a condition, the condition says.</summary>
    public const string NobodyFree = "nobody is free", NoSuchRule = "there is no such rule", NoSuchTarget = "whom it names is not here",
        OtherParty = "the agreement offers it to another party", HasItAlready = "the party has it already",
        CameBackTooOften = "it came back from there too often";

    private static string? WhyNot(RoutingRule rule, Situation now, Company company, Bounds bounds) =>
        rule.When.WhyNot(now.Facts)
            ?? (Target.Of(rule.To, company) is not { } to ? NoSuchTarget
                : bounds.Capture is { } capture && to.Party != capture.OfferTo ? OtherParty
                : to.Party == bounds.Holder ? HasItAlready
                : bounds.CameBack(to.Party) ? CameBackTooOften
                : null);

    private static Route Of(RoutingRule rule, Choice choice, IReadOnlyList<TriedRule> tried) => new(
        rule, rule.Name, rule.Method, choice.To, choice.Person, tried, choice.Candidates, choice.Turn, choice.IsNobodyFree(rule));
}
