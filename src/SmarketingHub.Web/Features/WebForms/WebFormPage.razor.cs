using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Features.WebForms;

/// <summary>One form: what it asks and says, how it is embedded, and what it held back.</summary>
public sealed partial class WebFormPage(
    IDbContextFactory<HubContext> contexts, Door door, FormTally tally, Submission submission, Viewer viewer, NavigationManager navigation,
    HubAddress address, Me me)
{
    // The newest: whoever has more dismisses these first.
    private const int AtOnce = 100;

    private WebForm? form;
    private WebFormDraft? draft;
    private IReadOnlyList<(HeldInquiry Held, FormSent Sent)> held = [];
    private (int Refused, int AskedAgain) more;
    private bool isMissing;
    private string? done;

    /// <summary>None: a new one.</summary>
    [Parameter] public long? Id { get; set; }

    private string Address => address.Of($"forms/{form!.Key}", navigation.BaseUri).AbsoluteUri;

    protected override async Task OnParametersSetAsync()
    {
        if (form?.Id == Id && draft is not null)
            return;
        await Read();
        draft = form is null ? new() : WebFormDraft.Of(form);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await viewer.Locate();
        StateHasChanged();
    }

    private async Task Read()
    {
        WebFormCommands.Allow(await me.Actor());
        if (Id is not { } id)
            return;
        await using var rows = await contexts.CreateDbContextAsync();
        form = await rows.WebForms.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id);
        isMissing = form is null;
        more = tally.Of(id);
        held = (await rows.HeldInquiries.AsNoTracking().Where(h => h.FormId == id).OrderByDescending(h => h.Id).Take(AtOnce).ToListAsync())
            .ConvertAll(one => (one, JsonSerializer.Deserialize<FormSent>(one.Sent, LedgerJson.Options)!));
    }

    private async Task Save()
    {
        done = null;
        WebForm? made = null;
        if (!await submission.Run(async actor => made = await door.Do(actor, write => form is { } known
            ? write.ChangeForm(known.Id, known.Version, _ => draft!.ToText())
            : write.MakeForm(draft!.ToText()))))
            return;
        if (Id is null)
        {
            navigation.NavigateTo($"web-forms/{made!.Id}");
            return;
        }
        await Read();
        draft = WebFormDraft.Of(form!);
        done = L["Saved."];
    }

    private Task LetIn(long one) => Do(one, (write, id) => write.LetIn(id).LeadId, lead => L["Lead {0}", lead]);

    private Task Dismiss(long one) => Do(one, (write, id) =>
    {
        write.Dismiss(id);
        return 0;
    }, _ => L["Dismissed."]);

    private async Task Do(long one, Func<Write, long, long> change, Func<long, string> say)
    {
        done = null;
        if (await submission.Run(async actor => done = say(await door.Do(actor, write => change(write, one)))))
            await Read();
    }
}
