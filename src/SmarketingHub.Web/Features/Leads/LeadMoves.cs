using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MudBlazor;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>
/// Carries moves out, from the board and from the lead: asks for what they need, fires them, and says why one was refused.
/// </summary>
public sealed class LeadMoves(
    Door door, Me me, LiveBoard live, IDbContextFactory<HubContext> contexts, IDialogService dialogs, ISnackbar snackbar,
    IStringLocalizer<Texts> l, Viewer viewer)
{
    /// <summary>The lead as it is now, and who is looking; null: no such lead, or not theirs to see.</summary>
    public async Task<(Lead Lead, Actor Actor)?> Find(long leadId)
    {
        var actor = await me.Actor();
        await using var rows = await contexts.CreateDbContextAsync();
        return LeadReader.Load(rows, leadId) is { } lead && actor.Sees(lead) ? (lead, actor) : null;
    }

    /// <summary>Fires the move, after its dialog if it has one. A refusal is said and nothing has changed.</summary>
    /// <param name="version">As of which the viewer decided.</param>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> Run(long leadId, int version, string name, Move move)
    {
        if (move.Trigger == Trigger.Edit)
            return await EditDialog.Open(dialogs, l, leadId, version, name);
        if (MoveForm.NeededFor(move) != MoveInput.Nothing)
            return await MoveDialog.Open(dialogs, l, leadId, version, name, move);
        if (await Submission.RefusalOf(async () => await Fire(await me.Actor(), leadId, version, move.Trigger,
            move.Args ?? TriggerArgs.None)) is not { } refusal)
            return true;
        Say(await Words(leadId, refusal));
        return false;
    }

    /// <exception cref="Refusal">It was refused; nothing has changed.</exception>
    public async Task Fire(Actor by, long leadId, int? version, Trigger trigger, TriggerArgs args)
    {
        await door.Fire(by, leadId, version, trigger, args);
        if (await Find(leadId) is var (lead, actor) && Substitution.In(live.Company, actor, trigger, args, lead) is { } instead)
            Say(instead.Has is { } has
                ? l["{0} is not there: it goes to {1}.", instead.Of.Name, has.Name]
                : l["{0} is not there: it goes into the queue.", instead.Of.Name]);
    }

    public void Say(string text) => snackbar.Add(text, Severity.Warning, options => options.RequireInteraction = false);

    /// <summary>Says why not; when the lead changed since the viewer's version, what changed and who changed it comes first.</summary>
    public async Task SayRefused(long leadId, int version, string why)
    {
        var since = await ChangedSince(leadId, version);
        Say(since is null ? why : $"{since} {why}");
    }

    /// <summary>A refusal in the viewer's words.</summary>
    /// <param name="button">What is pressed once more by whoever still wants what a change of somebody else's came before.</param>
    public async Task<string> Words(long leadId, Refusal refusal, string? button = null) => refusal switch
    {
        Stale when button is not null =>
            l["{0} Look again; if you still want this, press “{1}” once more.", await Words(leadId, refusal), button],
        Stale stale => await Changes(leadId, stale.Missed) is { Length: > 0 } changes ? changes : l["The lead was changed meanwhile."],
        NotPermitted { Trigger: { } trigger } no => l.Why(trigger, no.Message),
        NotFound => l["There is no such lead, or it is not yours to see."],
        _ => l.Said(refusal, viewer),
    };

    private async Task<string?> ChangedSince(long leadId, int version)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return await LeadPicture.Read(rows, await me.Actor(), live.Company, leadId) is { } picture && picture.Lead.Version > version
            ? Sentences(picture,
                [.. picture.Timeline.Where(line => line.Event.RaisesVersion).OrderBy(line => line.Sequence)
                    .TakeLast(picture.Lead.Version - version)])
            : null;
    }

    private async Task<string> Changes(long leadId, IReadOnlyList<MissedChange> missed)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        if (await LeadPicture.Read(rows, await me.Actor(), live.Company, leadId) is not { } picture)
            return "";
        var sequences = missed.Select(change => change.Sequence).ToHashSet();
        return Sentences(picture, [.. picture.Timeline.Where(line => sequences.Contains(line.Sequence))]);
    }

    // The last ones tell it: who comes back after an hour has missed many.
    private string Sentences(LeadPicture picture, IReadOnlyList<TimelineLine> lines)
    {
        var words = new TimelineWords(l, live.Company.SeenBy(picture.Viewer), picture, viewer);
        return string.Join(" ",
            lines.OrderBy(line => line.Sequence).TakeLast(2)
                .Select(line => l["Meanwhile, by {0}: {1}", words.Who(line), words.Say(line)].Value));
    }
}
