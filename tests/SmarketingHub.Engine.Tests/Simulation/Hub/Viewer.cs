using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Hub;

/// <summary>One subscriber of the board, who reads when it likes and sometimes comes anew.</summary>
internal sealed class Viewer(string name, BoardFilter filter, Func<RefLead, bool> holds)
{
    private BoardWatch? watch;

    /// <summary>Leaves; what was missed meanwhile comes with the next look.</summary>
    public void Leave()
    {
        watch?.Dispose();
        watch = null;
    }

    /// <summary>Takes in whatever waits, and must see what the ledger says.</summary>
    public async Task Look(LiveBoard live, Model model)
    {
        watch ??= await live.Watch(filter, default);
        while (await Next() is { } change)
            Broken.Unless(change.To > change.From && change.To == watch.View.Sequence, "changes follow each other",
                $"{name}: {change.From} to {change.To}");
        var should = model.Leads.Values.Where(l => l.IsOpen && holds(l)).ToDictionary(l => l.Id, l => Text(l, model));
        var cards = watch.View.Cards.ToDictionary(card => card.Id);
        foreach (var (id, text) in should)
        {
            var card = cards.GetValueOrDefault(id);
            Broken.Unless(card is not null && Text(card) == text, "every subscriber's board is the database's",
                $"{name}, lead {id}: {(card is null ? "missing" : Text(card))}, by the ledger {text}");
        }
        foreach (var id in cards.Keys)
            Broken.Unless(should.ContainsKey(id), "every subscriber's board is the database's",
                $"{name} sees lead {id}, which is not for it");
    }

    private async Task<BoardChange?> Next()
    {
        // What waits is there at once; nothing else is worth waiting for, nor an exception that ends the waiting.
        if (!watch!.IsSignalled)
            return null;
        using var enough = new CancellationTokenSource();
        var next = watch!.Next(enough.Token);
        if (!next.IsCompleted)
            await enough.CancelAsync();
        try
        {
            return await next;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Text(Card card) =>
        string.Join(' ', card.Version, card.Column, card.Stage, card.Holder, card.OfferedTo, card.Person, card.Clock?.State,
            card.Clock?.DueAt.ToUnixTimeMilliseconds(), card.PausedUntil?.ToUnixTimeMilliseconds()).ToLowerInvariant();

    private string Text(RefLead lead, Model model)
    {
        var clock = lead.Clocks.Where(c => c.IsLive).OrderBy(c => c.State == "breached" ? 0 : c.State == "running" ? 1 : 2)
            .ThenBy(c => c.DueAt).FirstOrDefault();
        var column = lead.Open is not { } open ? lead.Stage : open.State == "returned" ? "returned"
            : model.Company.IsPartner(open.To) ? "offeredToPartners" : "offeredToSales";
        // A partner is told its own people alone.
        var has = filter.OnlyParty is { } party && (lead.Offered?.To ?? lead.Holder) != party ? null
            : lead.Offered is { } offer ? offer.Person : lead.Owner;
        return string.Join(' ', lead.Version, column, lead.Stage, lead.Holder, lead.Offered?.To, has, clock?.State, clock?.DueAt,
            lead.PausedUntil).ToLowerInvariant();
    }
}
