using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Seen;

/// <summary>What one line of a lead's ledger is to a partner.</summary>
internal enum SeenAs
{
    /// <summary>It happened elsewhere, and between others.</summary>
    Hidden,

    /// <summary>It happened elsewhere, and tells of the lead itself: told once the lead comes.</summary>
    Past,

    /// <summary>With it the lead came: it was offered, or placed there.</summary>
    Came,

    /// <summary>The lead was with the partner.</summary>
    Whole,

    /// <summary>With it the lead left.</summary>
    Left,
}

/// <summary>
/// Follows one lead's ledger with a partner's eyes. What is seen of a line follows from the lines before it alone,
/// so that whoever reads again reads the same.
/// </summary>
internal sealed class PartnerSpell(Actor partner, Company company)
{
    /// <summary>The lines that say with whom a lead is.</summary>
    private static readonly HashSet<string> Moving = NamesOf(
        typeof(LeadCaptured), typeof(LeadPlaced), typeof(HandoffOffered), typeof(HandoffAccepted), typeof(HandoffReturned),
        typeof(HandoffDisputed), typeof(TimeOutWithdrawn), typeof(HandoffClosed), typeof(ImportTakenBack));

    /// <summary>What shows on the lead whoever had it.</summary>
    private static readonly HashSet<string> OfTheLead = NamesOf(typeof(InquiryJoined), typeof(DuplicateJoined), typeof(ContactMerged),
        typeof(PersonForgotten));

    /// <summary>What others than partners did with it. Their hand-offs, people and clocks are between them.</summary>
    private static readonly HashSet<string> OfItsWay = NamesOf(
        typeof(LeadCaptured), typeof(LeadPlaced), typeof(LeadEdited), typeof(StageMoved), typeof(AttemptMade), typeof(NoteAdded),
        typeof(LeadPaused), typeof(LeadResumed), typeof(LeadMerged));

    // What else a file or a form says of it is between those who took it in; why a deadline was missed, and who was weighed for it, between
    // those who manage it.
    private static readonly HashSet<string> Internal = NamesOf(
        typeof(RowImported), typeof(FormFilled), typeof(BreachCaused), typeof(LeadRouted), typeof(RouteHeld), typeof(TurnGivenBack));

    /// <summary>All that a spell has to be told of a lead's past.</summary>
    internal static readonly IReadOnlyList<string> Needed = [.. Moving.Union(OfTheLead).Union(OfItsWay)];

    // Only what says with whom it is goes into it.
    private readonly Lead lead = new();

    internal SeenAs Next(LedgerEvent line)
    {
        if (Internal.Contains(line.Type))
            return SeenAs.Hidden;
        var before = partner.Sees(lead);
        if (Moving.Contains(line.Type))
            lead.Apply(LedgerJson.Read(line.Type, line.Body)!, line.At);
        return (before, partner.Sees(lead)) switch
        {
            (false, true) => SeenAs.Came,
            (true, true) => SeenAs.Whole,
            (true, false) => SeenAs.Left,
            _ => OfTheLead.Contains(line.Type) || OfItsWay.Contains(line.Type) && !IsWithAPartner() ? SeenAs.Past : SeenAs.Hidden,
        };
    }

    private bool IsWithAPartner() => IsPartner(lead.Holder) || lead.OfferedHandoff is { } offer && IsPartner(offer.To);

    private bool IsPartner(string party) => company.Parties.GetValueOrDefault(party) is { IsPartner: true };

    private static HashSet<string> NamesOf(params Type[] types) => [.. types.Select(LedgerJson.NameOf)];
}
