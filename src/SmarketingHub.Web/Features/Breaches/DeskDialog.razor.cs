using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads.Turns;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>Asks for what an action needs and carries it out on each of those that were chosen.</summary>
public sealed partial class DeskDialog(Door door, LiveBoard live, LeadMoves moves, Me me, Submission submission)
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required DeskAction Action { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DeskItem> Chosen { get; set; }

    /// <summary>Of which clocks it was done.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<long>> Done { get; set; }

    private readonly List<(DeskItem Item, string Why)> refused = [];
    private IReadOnlyList<Person> owners = [];
    private string? owner, words, cause;
    private ExcuseReason? reason;
    private int done, failed;

    private IReadOnlyList<DeskItem> Commands => Action.Commands(Chosen);

    private string Form => $"{Action.ToString().ToLowerInvariant()}-form";

    private string About => Chosen is [var one] ? one.Name ?? "–" : L.Chosen(Chosen);

    /// <summary>What a button that opens it says.</summary>
    public static string Button(DeskAction action) => action switch
    {
        DeskAction.Note => "Note to the owner",
        DeskAction.Cause => "Name the cause",
        DeskAction.Excuse => "Excuse",
        _ => "Give to somebody else",
    };

    private static string Title(DeskAction action) => action == DeskAction.Excuse ? "Excuse the breach" : Button(action);

    protected override async Task OnInitializedAsync()
    {
        var actor = await me.Actor();
        owners = live.Company.Owners(actor, Chosen);
        cause = Action == DeskAction.Cause && live.Company.Choices().Count() == 1 ? live.Company.Choices().First().Key : null;
    }

    private string Called(Person person) => owners.Select(p => p.Party).Distinct().Count() > 1
        ? $"{person.Name} · {L.Party(live.Company, person.Party)}" : person.Name;

    private Task Save() => submission.Run(async actor =>
    {
        CheckInput();
        (done, failed) = (0, 0);
        var (carriedOut, not) = (new HashSet<long>(), new List<(DeskItem, string)>());
        foreach (var item in Commands)
        {
            // What is refused is said, and nothing of the others is lost.
            if (await Submission.RefusalOf(() => CarryOut(actor, item)) is { } refusal)
            {
                not.Add((item, await moves.Words(item.LeadId, refusal)));
                failed++;
            }
            else
            {
                carriedOut.UnionWith(Chosen.Where(other => Action.IsDoneWith(item, other)).Select(other => other.Clock));
                done++;
            }
            if ((done + failed) % 10 == 0)
                StateHasChanged();
        }
        if (not.Count == 0)
            Dialog.Close();
        else
            refused.AddRange(not);
        await Done.InvokeAsync([.. carriedOut]);
    });

    // What is missing for all of them is asked for before anything is done.
    private void CheckInput()
    {
        switch (Action)
        {
            case DeskAction.Reassign when owner is null: throw new InvalidArgument("owner", MoveForm.NoOwner);
            case DeskAction.Note when string.IsNullOrWhiteSpace(words): throw new InvalidArgument("words", "Write the note.");
            case DeskAction.Cause when cause is null: throw new InvalidArgument("cause", "Choose a cause from the list.");
            case DeskAction.Excuse when reason is null: throw new InvalidArgument("reason", "Choose why it is excused.");
        }
    }

    private Task CarryOut(Actor actor, DeskItem item) => Action switch
    {
        DeskAction.Reassign => door.Regive(actor, item.LeadId, item.Held,
            long.TryParse(owner, CultureInfo.InvariantCulture, out var id) ? id : null),
        DeskAction.Note => Do(actor, item, lead => lead.NoteToOwner(words)),
        DeskAction.Cause => Do(actor, item, lead => lead.Cause(item.Clock, cause, words)),
        _ => Do(actor, item, lead => lead.Excuse(item.Clock, reason, words)),
    };

    private Task Do(Actor actor, DeskItem item, Action<Turn> act) => door.Do(actor, [item.LeadId], write =>
    {
        act(write.Lead(item.LeadId));
        return true;
    });
}
