using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Web.Features.Leads.Moving;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads;

/// <summary>What was typed for a move; it stays while the move is refused.</summary>
public sealed class MoveForm
{
    /// <summary>Nothing: the move goes ahead at once, also when its place said all there is to say.</summary>
    public static MoveInput NeededFor(Move move) => move.Args is null ? TriggerView.Of(move.Trigger).Needs : MoveInput.Nothing;

    public const string NoReason = "Choose a reason.";
    public const string NoOwner = "Choose who gets it, or the queue.";

    public string? Until { get; set; }
    public string? At { get; set; }
    public string? Amount { get; set; }
    public string? Reason { get; set; }
    public string? Words { get; set; }
    public string? To { get; set; }
    public string? Owner { get; set; }
    public long? Into { get; set; }
    public AttemptKind? Kind { get; set; } = AttemptKind.Call;
    public bool Reached { get; set; }
    public string? OccurredAt { get; set; }

    /// <exception cref="InvalidArgument">What was typed cannot be read, or nothing was chosen.</exception>
    public TriggerArgs ToArgs(MoveInput inputs, Viewer viewer) => new()
    {
        Until = inputs.HasFlag(MoveInput.Until) ? viewer.FromInput(Until) : null,
        At = inputs.HasFlag(MoveInput.At) ? viewer.FromInput(At) : null,
        Amount = inputs.HasFlag(MoveInput.Amount) ? Figures.Read(Amount, "amount") : null,
        Reason = (inputs & (MoveInput.Reason | MoveInput.ReturnReason)) == 0
            ? null : Reason ?? throw new InvalidArgument("reason", NoReason),
        Words = inputs.HasFlag(MoveInput.Words) && !string.IsNullOrWhiteSpace(Words) ? Words : null,
        To = inputs.HasFlag(MoveInput.To) ? To : null,
        Owner = inputs.HasFlag(MoveInput.Owner) ? Owner ?? throw new InvalidArgument("owner", NoOwner) : null,
        Into = inputs.HasFlag(MoveInput.Into) ? Into : null,
        Kind = inputs.HasFlag(MoveInput.Attempt) ? Kind : null,
        Reached = inputs.HasFlag(MoveInput.Attempt) && Reached,
        OccurredAt = inputs.HasFlag(MoveInput.Attempt) ? viewer.FromInput(OccurredAt) : null,
    };

    /// <summary>To whom a lead can be offered: parties, their teams, their people; as the API names them.</summary>
    /// <param name="company">As the viewer knows it.</param>
    /// <param name="holder">Who has it now.</param>
    /// <param name="partnersOnly">It is to go to a partner.</param>
    /// <param name="name">What the viewer calls a party.</param>
    public static IEnumerable<(string Key, string Name, int Depth)> Addressees(
        Company company, string holder, bool partnersOnly, Func<Party, string> name)
    {
        foreach (var party in company.Parties.Values.Where(p => p.Key != holder && (!partnersOnly || p.IsPartner)).OrderBy(p => p.IsPartner)
            .ThenBy(p => p.Name))
        {
            yield return (party.Key, name(party), 0);
            foreach (var team in company.Teams.Values.Where(t => t.Party == party.Key).OrderBy(t => t.Name))
                yield return ($"team:{team.Key}", team.Name, 1);
            foreach (var person in company.People.Values.Where(p => p.Party == party.Key && p.Active && p.IsNamed()).OrderBy(p => p.Name))
                yield return ($"person:{person.Id}", person.Name, 1);
        }
    }
}
