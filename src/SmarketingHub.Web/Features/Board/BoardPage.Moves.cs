using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Features.Board.Filters;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Leads.Moving;

namespace SmarketingHub.Web.Features.Board;

/// <summary>What the viewer does to cards.</summary>
public sealed partial class BoardPage
{
    private async Task<IReadOnlyDictionary<string, DropTarget>> TargetsOf(long cardId)
    {
        if (await leadMoves.Find(cardId) is not var (lead, who))
            return new Dictionary<string, DropTarget>();
        return BoardPlaces.All.ToDictionary(place => place, place =>
        {
            var to = Moves.To(lead, who, live.Company, place);
            return to.Refused is { } refused
                ? new DropTarget(false, L.Why(refused.Trigger, refused.Why, lead.Stage)) : new DropTarget(true);
        });
    }

    private async Task DropCard(Drop drop)
    {
        if (view.Cards.FirstOrDefault(card => card.Id == drop.CardId) is not { } card
            || await leadMoves.Find(drop.CardId) is not var (lead, who))
        {
            leadMoves.Say(L["The lead is no longer on the board."]);
            return;
        }
        var to = Moves.To(lead, who, live.Company, drop.Column);
        if (to.Refused is { } refused)
            await leadMoves.SayRefused(card.Id, card.Version, L.Why(refused.Trigger, refused.Why, lead.Stage));
        else if (to.Moves is [var only])
            await leadMoves.Run(card.Id, card.Version, card.Name, only);
        else
            menu!.Open(card, to.Moves);
    }

    private async Task OpenMenu(Card card)
    {
        if (await leadMoves.Find(card.Id) is var (lead, who))
            menu!.Open(card, Moves.Permitted(lead, who));
        else
            leadMoves.Say(L["The lead is no longer on the board."]);
    }

    private Task Choose((Card Card, Move Move) chosen) => leadMoves.Run(chosen.Card.Id, chosen.Card.Version, chosen.Card.Name, chosen.Move);

    private bool isDialogOpen;

    // leads/new has no page of its own: it is the board with the dialog over it.
    private async Task AskForNewLead()
    {
        if (isDialogOpen || BoardAddress.PathOf(navigation.ToBaseRelativePath(navigation.Uri)) != "leads/new")
            return;
        isDialogOpen = true;
        var taken = await NewLeadDialog.Open(dialogs, L);
        isDialogOpen = false;
        if (taken is not null && !actor!.SeesAll())
            leadMoves.Say(L["Taken in. It shows here when it is offered to you."]);
        if (taken is not null && actor!.SeesAll())
            navigation.NavigateTo(address.Href($"leads/{taken.LeadId}"));
        else if (BoardAddress.PathOf(navigation.ToBaseRelativePath(navigation.Uri)) == "leads/new")
            navigation.NavigateTo(address.Href());
    }
}
