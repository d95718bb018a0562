using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>Rows, boards and the whole file beside the model.</summary>
internal sealed partial class Simulation
{
    private readonly HashSet<long> changed = [];
    private RowCheck rows = null!;

    /// <summary>The rows of what changed since the last look.</summary>
    private void Changed()
    {
        foreach (var id in changed.Order())
            rows.Same(Model.Leads[id]);
        changed.Clear();
    }

    private void Everything()
    {
        foreach (var lead in Model.Leads.Values)
            rows.Same(lead);
        rows.SameCounts(Model);
    }

    /// <summary>Some of the subscribers look.</summary>
    private async Task Look(bool all = false)
    {
        var board = await main.BoardNow();
        var cards = main.Cards();
        Broken.Unless(board.Cards.Count == cards.Count && cards.All(card => board.Cards.GetValueOrDefault(card.Id) == card),
            "the board is what the rows give",
            string.Join(", ", cards.Where(card => board.Cards.GetValueOrDefault(card.Id) != card).Select(card => card.Id)));
        if (viewers.Count == 0)
            viewers = [.. Viewers()];
        foreach (var viewer in viewers.Where(_ => all || dice.Chance(0.4)))
        {
            if (dice.Chance(0.1))
                viewer.Leave();
            await viewer.Look(main.Board, Model);
        }
    }

    private IEnumerable<Viewer> Viewers()
    {
        yield return new("everything", BoardFilter.Everything, _ => true);
        yield return new("what sales holds", new() { Holder = Party.Sales }, l => l.Holder == Party.Sales);
        yield return new("grade A", new() { Grade = "A" }, l => l.FactsBody?.Text("grade") == "A");
        foreach (var partner in Model.Company.Parties.Keys.Where(Model.Company.IsPartner).Take(1))
            yield return new(partner, BoardFilter.Everything.For(new(ActorKind.Key, 7, Role.Partner, partner)),
                l => Model.Sees(new(ActorKind.Key, 7, Role.Partner, partner), l));
        foreach (var id in Model.Company.People.Keys.Skip(2).Take(2))
            yield return new($"person {id}", new() { Person = id }, l => (l.Offered is { } offer ? offer.Person : l.Owner) == id);
    }

    /// <summary>At the end everything is compared, and the product's own verification has to agree.</summary>
    private async Task Whole()
    {
        Everything();
        await Look(all: true);
        var verified = main.Verify();
        Broken.Unless(verified.IsWhole, "verify is green", string.Join(" ", verified.Problems));
        Broken.Unless(verified.Head == Model.Head && verified.Leads == Model.Leads.Count, "verify prints the head",
            $"{verified.Head}, by the ledger {Model.Head}");
    }
}
