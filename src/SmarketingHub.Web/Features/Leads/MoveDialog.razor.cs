using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>Asks for what a move needs. A refusal keeps it open, with what was typed.</summary>
public sealed partial class MoveDialog(
    LeadMoves moves, LiveBoard live, Viewer viewer, Me me, Submission submission, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required long LeadId { get; set; }

    [Parameter, EditorRequired]
    public required int Version { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required Move Move { get; set; }

    private readonly MoveForm form = new();
    private MoveInput needs;
    private bool backdates;
    private LeadFound? into;
    private IReadOnlyList<(string Key, string Name, int Depth)> addressees = [];
    private IReadOnlyList<Person> owners = [];

    private string Currency => live.Company.Currency;

    private TriggerView View => TriggerView.Of(Move.Trigger);

    private string WordsLabel => L[View.WordsLabel];

    private string Proposal => Enum.TryParse<ReturnReason>(form.Reason, out var reason)
        ? reason.CountsAgainstGiver()
            ? L["Proposes the answer “{0}”, and counts against the giver's quality.", L.Name(reason.ProposedAnswer())]
            : L["Proposes the answer “{0}”, and counts against nobody.", L.Name(reason.ProposedAnswer())]
        : "";

    /// <summary>Whether it was done in the end.</summary>
    public static async Task<bool> Open(IDialogService dialogs, IStringLocalizer<Texts> l, long leadId, int version, string name, Move move)
    {
        var dialog = await dialogs.ShowAsync<MoveDialog>(l.Name(move), new DialogParameters<MoveDialog>
        {
            { d => d.LeadId, leadId },
            { d => d.Version, version },
            { d => d.Name, name },
            { d => d.Move, move },
        });
        return await dialog.Result is { Canceled: false };
    }

    protected override async Task OnInitializedAsync()
    {
        needs = MoveForm.NeededFor(Move);
        await viewer.Locate();
        if (await moves.Find(LeadId) is not var (lead, actor))
            return;
        backdates = actor.Backdates();
        addressees = [.. MoveForm.Addressees(live.Company.SeenBy(actor), lead.Holder, Move.ToPartner, L.Name)];
        form.To = addressees.Count == 1 ? addressees[0].Key : null;
        var assigns = lead.OfferedHandoff is { } offer && actor.Party == offer.To ? offer.To : lead.Holder;
        owners = [.. live.Company.People.Values.Where(p => p.Active && p.Party == assigns).OrderBy(p => p.Name)];
        form.Amount = Figures.Write(lead.Amount ?? lead.Facts.ExpectedValue);
        var morning = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(viewer.Zone).Date + new LocalTime(9, 0);
        form.Until = Written(morning.PlusDays(View.UntilDays));
        form.At = Written(morning.PlusDays(1).PlusHours(1));
    }

    private string Written(LocalDateTime at) => viewer.ToInput(at.InZoneLeniently(viewer.Zone).ToInstant());

    private bool Needs(MoveInput input) => needs.HasFlag(input);

    private async Task<IEnumerable<LeadFound>> Search(string text, CancellationToken cancelled)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancelled);
        return (await LeadFinder.Find(rows, await me.Actor(), text ?? "", openOnly: true)).Where(found => found.Id != LeadId);
    }

    private Task Submit() => submission.Run(async actor =>
    {
        form.Into = into?.Id;
        await moves.Fire(actor, LeadId, Version, Move.Trigger, form.ToArgs(needs, viewer));
        Dialog.Close(DialogResult.Ok(true));
    }, Say);

    private Task<string> Say(Refusal refusal)
    {
        // What was typed is kept: whoever still wants it presses once more.
        if (refusal is Stale stale)
            Version = stale.Version;
        return moves.Words(LeadId, refusal, L.Name(Move));
    }
}
