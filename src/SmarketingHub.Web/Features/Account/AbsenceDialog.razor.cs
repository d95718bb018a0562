using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Companies;
using SmarketingHub.Web.Features.Leads;

namespace SmarketingHub.Web.Features.Account;

/// <summary>When the person is away, and who gets the leads meanwhile.</summary>
public sealed partial class AbsenceDialog(Door door, BoardFeed feed, Me me, Viewer viewer)
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required Person Person { get; set; }

    private string? from;
    private string? until;
    private long? standIn;
    private string? wrong;
    private string? wrongText;
    private bool busy;

    private IEnumerable<Person> Others => feed.Company.People.Values
        .Where(p => p.Active && p.Id != Person.Id && p.Party == Person.Party).OrderBy(p => p.Team != Person.Team).ThenBy(p => p.Name);

    protected override void OnInitialized()
    {
        from = Person.AwayFrom is { } begins ? viewer.ToInput(begins) : null;
        until = Person.AwayUntil is { } ends ? viewer.ToInput(ends) : null;
        standIn = Person.StandIn;
    }

    private Task Here() => Write(null, null, null);

    private async Task Save()
    {
        if (viewer.FromInput(from) is not { } begins)
            (wrong, wrongText) = ("awayFrom", L["Say when it begins."]);
        else
            await Write(begins, viewer.FromInput(until), standIn);
    }

    private async Task Write(Instant? begins, Instant? ends, long? other)
    {
        if (busy)
            return;
        (busy, wrong) = (true, null);
        try
        {
            await door.Do(await me.Actor(), write =>
            {
                write.SetAway(Person.Id, begins, ends, other);
                return true;
            });
            Dialog.Close();
        }
        catch (InvalidArgument refusal)
        {
            (wrong, wrongText) = (refusal.Field, L.Said(refusal, viewer));
        }
        catch (Refusal refusal)
        {
            (wrong, wrongText) = ("", L.Said(refusal, viewer));
        }
        finally
        {
            busy = false;
        }
    }
}
