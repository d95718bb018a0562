using Microsoft.AspNetCore.Components;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Engine.Board;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Board;

/// <summary>One lead on the board. Rendered again only when its card is another.</summary>
public sealed partial class LeadCard
{
    [Parameter, EditorRequired]
    public required Card Card { get; set; }

    [Parameter, EditorRequired]
    public required BoardContext Context { get; set; }

    private (Card?, BoardContext?) shown;
    private string line = "";

    // What the foot says while no deadline presses: words, an instant or a day.
    private string? words;
    private Instant? moment;
    private Instant? day;

    /// <summary>An effort clock keeps quiet until its last warning: the tries say more.</summary>
    private bool steady;

    protected override bool ShouldRender() => shown != (Card, Context);

    protected override void OnParametersSet()
    {
        if (!ShouldRender()) return;
        var reason = Card.Column == Column.Returned && Card.Reason is { } why ? L["“{0}”", L.Name(why)].Value : null;
        var source = Card.Source is { Length: > 0 } key ? L.Source(key) : null;
        line = string.Join(" · ", new[] { Card.Contact, source, reason }.Where(part => !string.IsNullOrWhiteSpace(part)));
        moment = Card is { Column: Column.Meeting, NoShow: false } ? Card.MeetingAt : null;
        day = Card is { Column: Column.Nurturing, Clock: null } ? Card.LookAgainAt : null;
        words = moment is null && day is null ? Words() : null;
        steady = Card.Clock is { } clock && PromiseKind.Of(clock.Promise).CountsAttempts && (words ?? (object?)moment) is not null;
    }

    protected override void OnAfterRender(bool firstRender) => shown = (Card, Context);

    private string? Words() => Card switch
    {
        { Column: Column.Meeting, NoShow: true } => L["card: no-show"],
        { Column: Column.Qualified or Column.Opportunity, Value: { } value } => Money.Short(value, Context.Currency),
        { AttemptsAsked: > 0 } => L["{0} of {1} tries", Card.AttemptsMade, Card.AttemptsAsked],
        { Value: { } value } => Money.Short(value, Context.Currency),
        _ => null,
    };

    private static string State(CardClock clock) => clock.State switch
    {
        ClockState.Paused => "paused",
        ClockState.Breached => "breached",
        _ => "running",
    };

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();
}
