using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Breaches;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>What is done at the desk about one promise, or about many at once.</summary>
public enum DeskAction
{
    Reassign,
    Note,
    Cause,
    Excuse,
}

/// <summary>One promise that can be chosen, as the list showed it.</summary>
/// <param name="Held">Who had the lead.</param>
/// <param name="Excusable">Whoever looks may excuse it, and nobody has.</param>
public sealed record DeskItem(long Clock, long LeadId, string? Name, string OwedBy, HeldBy Held, bool Excusable)
{
    public static DeskItem Of(Breach breach, Actor actor, Company company) => new(
        breach.Clock.Id, breach.Clock.LeadId, breach.LeadName, breach.Clock.OwedBy, breach.Held,
        breach.Clock is { State: ClockState.Breached, Excuse: null } && actor.Excuses(breach.Clock, company));

    public static DeskItem Of(Forecast forecast) =>
        new(forecast.Clock.Id, forecast.Clock.LeadId, forecast.LeadName, forecast.Clock.OwedBy, forecast.Held, Excusable: false);
}

/// <summary>The parts of the page, as its address calls them.</summary>
public enum DeskPart
{
    Now,
    Risk,
    Settle,
    All,
}

public static class DeskActions
{
    private static readonly DeskAction[] OfAll = Enum.GetValues<DeskAction>();

    /// <summary>What can be done in a part of the page; only those who manage choose several.</summary>
    public static IReadOnlyList<DeskAction> For(this Actor actor, DeskPart part) => !actor.NamesCauses() ? [] : part switch
    {
        DeskPart.Now => OfAll,
        DeskPart.Risk => [DeskAction.Reassign, DeskAction.Note],
        _ => [DeskAction.Cause, DeskAction.Excuse],
    };

    /// <summary>Those to which it can be done by whoever chose them.</summary>
    public static IReadOnlyList<DeskItem> Fitting(this DeskAction action, IReadOnlyList<DeskItem> chosen) =>
        action == DeskAction.Excuse ? [.. chosen.Where(item => item.Excusable)] : chosen;

    /// <summary>
    /// Whether it was done to both at once: a lead is given to somebody of the party that owes, or noted on, whatever of it was chosen.
    /// </summary>
    public static bool IsDoneWith(this DeskAction action, DeskItem item, DeskItem other) => action switch
    {
        DeskAction.Reassign => (item.LeadId, item.OwedBy) == (other.LeadId, other.OwedBy),
        DeskAction.Note => item.LeadId == other.LeadId,
        _ => item.Clock == other.Clock,
    };

    /// <summary>To each lead once.</summary>
    public static IReadOnlyList<DeskItem> Commands(this DeskAction action, IReadOnlyList<DeskItem> chosen) => action switch
    {
        DeskAction.Reassign => [.. chosen.DistinctBy(item => (item.LeadId, item.OwedBy))],
        DeskAction.Note => [.. chosen.DistinctBy(item => item.LeadId)],
        _ => chosen,
    };

    /// <summary>Who could get one of them: people of the parties that owe them and for which the actor acts.</summary>
    public static IReadOnlyList<Person> Owners(this Company company, Actor actor, IReadOnlyList<DeskItem> chosen)
    {
        var parties = chosen.Select(item => item.OwedBy).Where(actor.ActsFor).ToHashSet();
        return [.. company.People.Values.Where(p => p.Active && parties.Contains(p.Party)).OrderBy(p => p.Party).ThenBy(p => p.Name)];
    }

    /// <summary>Those that can be chosen, in the order in which they came; those of the installation first.</summary>
    public static IEnumerable<BreachCause> Choices(this Company company)
    {
        var starters = BreachCause.Starters.Select(cause => cause.Key).ToList();
        return company.BreachCauses.Values.Where(cause => !cause.Retired)
            .OrderBy(cause => starters.IndexOf(cause.Key) is var at && at < 0 ? starters.Count : at)
            .ThenBy(cause => cause.Key.Length).ThenBy(cause => cause.Key, StringComparer.Ordinal);
    }
}
