using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Forms;

namespace SmarketingHub.Web.Features.People;

/// <summary>Adds a person, or changes who one is here.</summary>
public sealed partial class PersonDialog(
    Door door, LiveBoard live, Submission submission, Passwords passwords, IDbContextFactory<HubContext> contexts, TimeProvider time)
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public Person? Person { get; set; }

    private string name = "";
    private string email = "";
    private string party = Party.Marketing;
    private string team = "";
    private Role role;
    private bool active = true;
    private string? password;
    private string? shownTo;
    private Moves? moves;
    private long? receiver;

    /// <summary>Whether the person gives up all its work in its party when this is saved.</summary>
    private bool Leaves => Person is { Active: true } && (!active || party != Person.Party);

    private IEnumerable<Person> Others => live.Company.People.Values
        .Where(p => p.Active && p.Id != Person!.Id && p.Party == Person.Party).OrderBy(p => p.Team != Person!.Team).ThenBy(p => p.Name);

    private string Moving => Moves.Receiver(live.Company, Person!, receiver, Instant.FromDateTimeOffset(time.GetUtcNow())) is { } to
        ? L["When you save, this goes to {0}. Leads: {1}. Offers: {2}.", to.Name, moves!.Leads, moves.Offers]
        : L["When you save, this goes into the queue. Leads: {0}. Offers: {1}.", moves!.Leads, moves.Offers];

    private IEnumerable<Team> Teams => live.Company.Teams.Values.Where(t => t.Party == party).OrderBy(t => t.Name);

    private IEnumerable<Role> Roles => live.Company.Parties.GetValueOrDefault(party) is { IsPartner: true }
        ? [Role.Partner] : Enum.GetValues<Role>().Where(r => r != Role.Partner);

    protected override async Task OnInitializedAsync()
    {
        if (Person is not { } p)
            return;
        (name, email, party, team, role, active) = (p.Name, p.Email, p.Party, p.Team ?? "", p.Role, p.Active);
        receiver = Others.FirstOrDefault(other => other.Id == p.StandIn)?.Id;
        await using var rows = await contexts.CreateDbContextAsync();
        moves = Moves.Of(rows, live.Company, p, receiver, Instant.FromDateTimeOffset(time.GetUtcNow()));
    }

    // A partner's people have one role, and teams belong to one party.
    private void ChooseParty(string? chosen)
    {
        (party, team) = (chosen ?? party, "");
        if (!Roles.Contains(role))
            role = Roles.First();
    }

    private Task Save() => submission.Run(async actor =>
    {
        var wanted = (Person ?? new() { Id = 0, Name = "", Email = "", Party = "", Role = Role.Rep }) with
        {
            Name = name,
            Email = email,
            Party = party,
            Team = team.Length == 0 ? null : team,
            Role = role,
            Active = active,
        };
        if (Person is null)
        {
            (shownTo, password) = (wanted.Name, (await passwords.Hire(actor, wanted)).Password);
            return;
        }
        var (leaves, to) = (Leaves, receiver);
        await door.Do(actor, write =>
        {
            // Fields that the dialog does not show stay as they are now.
            var now = write.Company.Person(wanted.Id) ?? wanted;
            write.ChangePerson(now with
            {
                Name = wanted.Name.Trim(),
                Party = wanted.Party,
                Team = wanted.Team,
                Role = wanted.Role,
                Active = wanted.Active,
                StandIn = leaves ? to : now.StandIn,
            });
            return true;
        });
        Dialog.Close();
    });

    private Task Renew() => submission.Run(async actor => (shownTo, password) = (Person!.Name, await passwords.Renew(actor, Person.Id)));
}
