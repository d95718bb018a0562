using System.Reflection;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Leads.Moving;

/// <summary>The viewer's words for moves and for why there is none.</summary>
public static class MoveLabels
{
    private static readonly HashSet<string> Known =
        [.. typeof(Why).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            Moves.NoSuchWay, Moves.WithThisParty, Moves.NoPartner];

    public static string Name(this IStringLocalizer<Texts> l, Move move) => move switch
    {
        { ToPartner: true } => l["Offer to a partner"],
        { Trigger: Trigger.Offer, Args.To: Party.Sales } => l["Offer to sales"],
        _ => l.Name(move.Trigger),
    };

    public static string Why(this IStringLocalizer<Texts> l, Trigger? trigger, string why, Stage? stage = null) =>
        Known.Contains(why) || trigger is not { } named ? l[why]
        : stage is { } at ? l["“{0}” is not possible at “{1}”.", l.Name(named), l.Name(at)]
        : l["“{0}” is not possible here.", l.Name(named)];
}
