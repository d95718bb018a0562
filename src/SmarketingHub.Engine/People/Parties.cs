using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.People;

/// <summary>Parties and their teams.</summary>
public static class Parties
{
    public static void AddParty(this Write write, Party party) => write.Change(party.Key, party);

    public static void AddTeam(this Write write, Team team)
    {
        if (!write.Company.Parties.ContainsKey(team.Party))
            throw new InvalidArgument("party", $"There is no party '{team.Party}'.");
        if (!write.Actor.EditsPeople())
            throw new NotAllowed("Only administrators change people.");
        if (string.IsNullOrWhiteSpace(team.Key) || string.IsNullOrWhiteSpace(team.Name) || team.Name.Length > 60)
            throw new InvalidArgument("name", "A name of 1 to 60 characters.");
        if (write.Company.Teams.ContainsKey(team.Key))
            throw new InvalidArgument("name", "There is a team of that name.");
        write.Change(team.Key, team);
    }
}
