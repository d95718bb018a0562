using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Agreements;

public sealed partial class AgreementPanel(Door door, Me me, Viewer viewer, ISnackbar snackbar)
{
    private Dictionary<string, NumbersForm>? forms;
    private int basedOn;
    private string? from, wrong, wrongText, alert;
    private bool busy;

    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    [Parameter, EditorRequired]
    public required Company Company { get; set; }

    [Parameter, EditorRequired]
    public required Instant Now { get; set; }

    /// <summary>Whether the viewer may change its numbers.</summary>
    [Parameter]
    public bool Changes { get; set; }

    private Viewer Viewer => viewer;

    private AgreementVersion? InForce => Agreement.InForce(Now);

    private AgreementVersion Newest => Agreement.Versions.MaxBy(v => v.Number)!;

    private IEnumerable<AgreementVersion> Coming => Agreement.Versions.Where(v => v.EffectiveAt > Now);

    // What is in force is read; what is changed is the newest text.
    private AgreementVersion? Text => forms is null ? InForce ?? Newest : Agreement.Versions.Find(v => v.Number == basedOn);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await viewer.Ask();
        StateHasChanged();
    }

    private string CalendarName(AgreementVersion version) =>
        L[Company.CalendarNames.GetValueOrDefault(version.Calendar, version.Calendar.Id)];

    private NumbersForm? FormOf(Commitment commitment) => forms?.GetValueOrDefault(commitment.Id);

    private IEnumerable<(Commitment Before, Commitment After)> ChangedIn(AgreementVersion version) =>
        from after in version.Commitments
        let before = Agreement.Versions.Find(v => v.Number == version.Number - 1)?.Commitments.FirstOrDefault(c => c.Id == after.Id)
        where before is not null && !AgreementCommands.Same(before, after)
        select (before, after);

    private void Change()
    {
        basedOn = Newest.Number;
        forms = Newest.Commitments.ToDictionary(c => c.Id, c => new NumbersForm(c));
        (from, wrong, wrongText, alert) = (Newest.EffectiveAt > Now ? viewer.ToInput(Newest.EffectiveAt.Value) : null, null, null, null);
    }

    private void Cancel() => (forms, wrong, alert) = (null, null, null);

    private async Task Save()
    {
        if (busy || forms is null)
            return;
        (busy, wrong, wrongText, alert) = (true, null, null, null);
        try
        {
            var numbers = forms.Values.Select(form => form.Read()).ToList();
            var effectiveAt = viewer.FromInput(from);
            var version = await door.Do(await me.Actor(), write => write.ChangeNumbers(Agreement.Id, basedOn, numbers, effectiveAt));
            forms = null;
            snackbar.Add(L["Version {0} is made.", version.Number], Severity.Success);
        }
        catch (InvalidArgument refusal) when (refusal.Field.Length > 0)
        {
            (wrong, wrongText) = (refusal.Field, L.Wrong(refusal));
        }
        catch (Refusal refusal)
        {
            alert = L[refusal.Message];
        }
        finally
        {
            busy = false;
        }
    }
}
