using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads.Moving;

/// <summary>One move: a trigger, and what of its arguments the place already says.</summary>
public sealed record Move(Trigger Trigger, TriggerArgs? Args = null, bool ToPartner = false);

/// <summary>What dropping a card somewhere means: the moves to choose from; none: why not.</summary>
public sealed record MovesTo(IReadOnlyList<Move> Moves, Refused? Refused);

/// <param name="Why">One of <see cref="Domain.Leads.Machines.Why"/> or of <see cref="Moves"/>.</param>
public sealed record Refused(Trigger? Trigger, string Why);

/// <summary>Which moves lead where: by the table of triggers, for drag and drop, the cards' menus and the lead's buttons.</summary>
public static class Moves
{
    public const string NoSuchWay = "No move leads there from here.";
    public const string WithThisParty = "The lead is with this party already.";
    public const string NoPartner = "There is no partner yet.";

    /// <summary>Everything that this actor may do with the lead now; what most likely comes next stands first.</summary>
    public static IReadOnlyList<Move> Permitted(Lead lead, Actor actor)
    {
        var permitted = Turn.Permitted(lead, actor).ToHashSet();
        var next = lead.OpenHandoff is { Reason: { } reason, State: HandoffState.Returned } ? reason.ProposedAnswer()
            : lead.Stage == Stage.Ready ? Trigger.Offer : (Trigger?)null;
        return
        [
            .. TriggerView.All.Select(view => view.Trigger).Where(permitted.Contains)
                .OrderByDescending(trigger => trigger == next).Select(trigger => new Move(trigger)),
        ];
    }

    /// <summary>Dropping the lead's card on a column, a lane or a closing target.</summary>
    public static MovesTo To(Lead lead, Actor actor, Company company, string target)
    {
        var moves = Candidates(lead, actor, company, target, out var noWay);
        var whys = moves.Select(move => (Move: move, Why: Turn.WhyNot(lead, actor, move.Trigger))).ToList();
        List<Move> permitted = [.. whys.Where(pair => pair.Why is null).Select(pair => pair.Move)];
        return permitted.Count > 0 ? new(permitted, null)
            : new([], noWay is not null || whys.Count == 0 ? new(null, noWay ?? NoSuchWay) : new(whys[0].Move.Trigger, whys[0].Why!));
    }

    private static List<Move> Candidates(Lead lead, Actor actor, Company company, string target, out string? noWay)
    {
        noWay = null;
        if (target is nameof(Column.OfferedToSales) or nameof(Column.OfferedToPartners))
            return ToLane(lead, company, target == nameof(Column.OfferedToPartners), out noWay);
        var outOfHandoff = lead.OpenHandoff is not null && target == lead.Stage.ToString() ? OutOfHandoff(lead) : [];
        var there = TriggerView.All.Where(view => view.Target == target && view.When?.Invoke(lead, actor) != false)
            .Select(view => view.Trigger);
        return [.. outOfHandoff.Concat(there).Distinct().Select(trigger => new Move(trigger))];
    }

    // To the column of its own stage: a Ready lead is accepted into another.
    private static IEnumerable<Trigger> OutOfHandoff(Lead lead) =>
        lead.Stage.IsSelling() ? [Trigger.Keep, Trigger.Accept, Trigger.Withdraw] : [Trigger.Keep, Trigger.Withdraw];

    private static List<Move> ToLane(Lead lead, Company company, bool partners, out string? noWay)
    {
        bool IsPartner(string party) => company.Parties.GetValueOrDefault(party) is { IsPartner: true };
        noWay = null;
        var moves = new List<Move>();
        if (lead.OpenHandoff is { State: HandoffState.Returned } back && IsPartner(back.To) == partners)
            moves.Add(new(Trigger.Dispute));
        if (partners && !company.Parties.Values.Any(p => p.IsPartner && p.Key != lead.Holder))
            noWay = NoPartner;
        else if (!partners && lead.Holder == Party.Sales)
            noWay = WithThisParty;
        else if (!partners && lead.Bounces(Party.Sales) >= HandoffMachine.BounceLimit)
            noWay = Why.BouncedTooOften;
        else
            moves.Add(partners ? new(Trigger.Offer, null, true) : new(Trigger.Offer, new() { To = Party.Sales }));
        return moves;
    }
}
