using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Words;

namespace SmarketingHub.Web.Features.Account.Pages;

/// <summary>When the person is away, and who gets the leads meanwhile.</summary>
public sealed partial class AbsenceDialog(Door door, LiveBoard live, Submission submission, Viewer viewer)
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required Person Person { get; set; }

    private string? from;
    private string? until;
    private long? standIn;

    private IEnumerable<Person> Others => live.Company.People.Values
        .Where(p => p.Active && p.Id != Person.Id && p.Party == Person.Party).OrderBy(p => p.Team != Person.Team).ThenBy(p => p.Name);

    protected override void OnInitialized()
    {
        from = Person.AwayFrom is { } begins ? viewer.ToInput(begins) : null;
        until = Person.AwayUntil is { } ends ? viewer.ToInput(ends) : null;
        standIn = Person.StandIn;
    }

    private Task Here() => submission.Run(actor => Write(actor, null, null, null));

    private Task Save() => submission.Run(actor =>
    {
        var begins = viewer.FromInput(from) ?? throw new InvalidArgument("awayFrom", "Say when it begins.");
        return Write(actor, begins, viewer.FromInput(until), standIn);
    });

    private async Task Write(Actor actor, Instant? begins, Instant? ends, long? other)
    {
        await door.Do(actor, write =>
        {
            write.SetAway(Person.Id, begins, ends, other);
            return true;
        });
        Dialog.Close();
    }
}
