using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Resources;

/// <summary>The viewer's words for the domain's: <c>L.Name(Stage.Ready)</c>.</summary>
public static class Labels
{
    public static string Name(this IStringLocalizer<Texts> l, Stage stage) => l[stage.ToString()];

    public static string Name(this IStringLocalizer<Texts> l, Column column) => l[column switch
    {
        Column.OfferedToSales => "To sales",
        Column.OfferedToPartners => "To partners",
        Column.Returned => "Back to the giver",
        _ => column.ToString(),
    }];

    /// <summary>As a clock on a card says it: accept, touch.</summary>
    public static string Name(this IStringLocalizer<Texts> l, Promise promise) =>
        l[$"clock: {promise.ToString().ToLowerInvariant()}"];

    public static string Name(this IStringLocalizer<Texts> l, ClockState state) => l[state.ToString()];

    public static string Name(this IStringLocalizer<Texts> l, HandoffState state) => l[$"hand-off: {state.ToString().ToLowerInvariant()}"];

    public static string Name(this IStringLocalizer<Texts> l, ReturnReason reason) => l[reason switch
    {
        ReturnReason.BadData => "Bad data",
        ReturnReason.NotOurMarket => "Not our market",
        ReturnReason.WrongTerritory => "Wrong territory",
        ReturnReason.WrongProduct => "Wrong product",
        ReturnReason.ExistingCustomer => "Existing customer",
        ReturnReason.NotNow => "Not now",
        ReturnReason.TimedOut => "Timed out",
        _ => reason.ToString(),
    }];

    public static string Name(this IStringLocalizer<Texts> l, ExcuseReason reason) => l[reason switch
    {
        ExcuseReason.SystemOutage => "System outage",
        ExcuseReason.WrongData => "Wrong data",
        ExcuseReason.AgreedOtherwise => "Agreed otherwise",
        ExcuseReason.ForceMajeure => "Force majeure",
        _ => "Other",
    }];

    /// <summary>Why a deadline was missed: in the viewer's language until somebody renames it.</summary>
    public static string Cause(this IStringLocalizer<Texts> l, Company company, string key) =>
        company.BreachCauses.GetValueOrDefault(key) is not { } cause ? key : cause.HasStarterName ? l[cause.Name] : cause.Name;

    public static string Name(this IStringLocalizer<Texts> l, ForgetReason reason) => l[reason switch
    {
        ForgetReason.ErasureRequest => "asked for by the person",
        ForgetReason.ConsentWithdrawn => "consent withdrawn",
        ForgetReason.NoLongerNeeded => "no longer needed",
        ForgetReason.KeptTooLong => "kept for as long as allowed",
        _ => "another reason",
    }];

    /// <summary>What a button that fires it says.</summary>
    public static string Name(this IStringLocalizer<Texts> l, Trigger trigger) => l[TriggerView.Of(trigger).Label];

    public static string Name(this IStringLocalizer<Texts> l, AttemptKind kind) => l[kind switch
    {
        AttemptKind.Sequence => "Sequence email",
        _ => kind.ToString(),
    }];

    public static string Name(this IStringLocalizer<Texts> l, Role role) => l[role switch
    {
        Role.Lead => "Team lead",
        Role.Admin => "Administrator",
        _ => role.ToString(),
    }];

    /// <summary>Marketing and Sales in the viewer's language as long as they are called so, all others by their own names.</summary>
    public static string Party(this IStringLocalizer<Texts> l, Company company, string? key) =>
        company.Parties.GetValueOrDefault(key ?? "") is { } party ? l.Name(party) : company.PartyName(key);

    public static string Name(this IStringLocalizer<Texts> l, Party party) => party.HasStarterName() ? l[party.Name] : party.Name;

    /// <summary>The installation's first calendar in the viewer's language until somebody renames it.</summary>
    public static string Calendar(this IStringLocalizer<Texts> l, string id, string name) =>
        StarterNames.IsStarterCalendar(id, name) ? l[name] : name;

    /// <summary>A person's name; of whoever the viewer knows no name, their party's.</summary>
    /// <param name="l">The viewer's language.</param>
    /// <param name="known">The company as the viewer knows it: <see cref="CompanySight.SeenBy"/>.</param>
    /// <param name="id">Null, or nobody known: empty.</param>
    public static string Person(this IStringLocalizer<Texts> l, Company known, long? id) =>
        known.Person(id) is { } person ? person.IsNamed() ? person.Name : l.Party(known, person.Party) : "";

    /// <summary>An actor as the ledger writes it, in words.</summary>
    public static string Who(this IStringLocalizer<Texts> l, Company known, string actor) =>
        actor.Split(':') is not [var kind, var id] ? l["System"]
        : kind == "person" && long.TryParse(id, out var person) ? l.Person(known, person)
        : l["API key {0}", id];

    public static string Name(this IStringLocalizer<Texts> l, PartyKind kind) => l[kind switch
    {
        PartyKind.SalesDevelopment => "Sales development",
        PartyKind.CustomerSuccess => "Customer success",
        PartyKind.Partner => "Channel partner",
        _ => kind.ToString(),
    }];

    public static string Name(this IStringLocalizer<Texts> l, LadderAction action) => l[action switch
    {
        LadderAction.NextPerson => "Offer to the next person",
        LadderAction.Queue => "Back to the queue",
        LadderAction.Giver => "Back to the giver",
        _ => action.ToString(),
    }];

    /// <summary><c>demo-request</c> reads "Demo request"; a source of somebody's own reads as it was written.</summary>
    public static string Source(this IStringLocalizer<Texts> l, string key) => l.Read(key, StarterNames.Sources);

    /// <summary>Why a lead ended.</summary>
    public static string Reason(this IStringLocalizer<Texts> l, string key) => l.Read(key, CloseReasons.All);

    private static string Read(this IStringLocalizer<Texts> l, string key, IReadOnlyCollection<string> known)
    {
        var text = key.Replace('-', ' ').Replace('_', ' ');
        text = char.ToUpperInvariant(text[0]) + text[1..];
        return known.Contains(text.Replace(' ', '-'), StringComparer.OrdinalIgnoreCase)
            ? l[char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()] : text;
    }
}
