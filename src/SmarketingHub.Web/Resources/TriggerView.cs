using System.Collections.Immutable;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Resources;

/// <summary>What a move's dialog has inputs for.</summary>
[Flags]
public enum MoveInput
{
    Nothing = 0,
    Until = 1,
    At = 2,
    Amount = 4,
    Reason = 8,
    ReturnReason = 16,
    Words = 32,
    To = 64,
    Owner = 128,
    Into = 256,
    Attempt = 512,
}

/// <summary>What of a move its sentence in the timeline says.</summary>
public enum MoveDetail
{
    Nothing,
    LookAgainDay,
    Meeting,
    Amount,
    Reason,
    Stage,
}

/// <summary>All that pages know of a trigger: the one table of them. Its texts are names among the translations.</summary>
public sealed class TriggerView
{
    private TriggerView(Trigger trigger) => (Trigger, Label) = (trigger, trigger.ToString());

    public Trigger Trigger { get; }

    /// <summary>What a button that fires it says.</summary>
    public string Label { get; private init; }

    /// <summary>What its dialog asks for; nothing: it goes ahead at once.</summary>
    public MoveInput Needs { get; private init; }

    public string WordsLabel { get; private init; } = "In your words (optional)";
    public string UntilLabel { get; private init; } = "Look again at";

    /// <summary>In how many days that is, unless somebody says otherwise.</summary>
    public int UntilDays { get; private init; } = 90;
    public IReadOnlyList<string> Reasons { get; private init; } = [];

    /// <summary>The column or closing target on which a card is dropped for it; null: none.</summary>
    public string? Target { get; private init; }

    /// <summary>Whether dropping means it; null: always.</summary>
    public Func<Lead, Actor, bool>? When { get; private init; }

    /// <summary>The timeline's sentence of a move along the stages; {0}: <see cref="Detail"/>.</summary>
    public string Said { get; private init; } = "Moved to {0}.";
    public MoveDetail Detail { get; private init; } = MoveDetail.Stage;

    /// <summary>The timeline's sentence of a hand-off that it ends; {0}: its label.</summary>
    public string HandoffSaid { get; private init; } = "The hand-off is over: {0}.";

    /// <summary>In the order of a menu: what leads on, what goes aside, what is noted, what ends; last, what happens by itself.</summary>
    public static readonly ImmutableArray<TriggerView> All =
    [
        new(Trigger.Accept) { Target = nameof(Column.Accepted) },
        new(Trigger.Ready) { Label = "Make ready", Target = nameof(Column.Ready), Said = "Made ready.", Detail = MoveDetail.Nothing },
        new(Trigger.Convert)
        {
            Needs = MoveInput.Amount, Target = nameof(Column.Opportunity),
            Said = "Converted into an opportunity of {0}.", Detail = MoveDetail.Amount,
        },
        new(Trigger.Win) { Needs = MoveInput.Amount, Target = nameof(Stage.Won), Said = "Won: {0}.", Detail = MoveDetail.Amount },
        new(Trigger.Hold)
        {
            Label = "Meeting held", Target = nameof(Column.Working), When = IsMeeting,
            Said = "The meeting took place.", Detail = MoveDetail.Nothing,
        },
        new(Trigger.NoShow)
        {
            Label = "No-show", Target = nameof(Column.Working), When = IsMeeting,
            Said = "Nobody came to the meeting.", Detail = MoveDetail.Nothing,
        },
        new(Trigger.Attempt)
        {
            Label = "Log an attempt", Needs = MoveInput.Attempt | MoveInput.Words, WordsLabel = "What came of it? (optional)",
            // It moves an accepted lead, and by the one it is offered to it accepts as well.
            Target = nameof(Column.Working),
            When = (l, a) => l.Stage == Stage.Accepted || l.Stage == Stage.Ready && l.OfferedHandoff?.To == a.Party,
        },
        new(Trigger.Book)
        {
            Label = "Book a meeting", Needs = MoveInput.At, Target = nameof(Column.Meeting),
            Said = "A meeting is booked for {0}.", Detail = MoveDetail.Meeting,
        },
        new(Trigger.Qualify) { Target = nameof(Column.Qualified), Said = "Qualified.", Detail = MoveDetail.Nothing },
        new(Trigger.Offer) { Needs = MoveInput.To | MoveInput.Words },
        new(Trigger.Return) { Needs = MoveInput.ReturnReason | MoveInput.Words, Target = nameof(Column.Returned) },
        new(Trigger.Keep) { HandoffSaid = "The return is answered: kept." },
        new(Trigger.Dispute) { Needs = MoveInput.Words, WordsLabel = "Why?" },
        new(Trigger.Withdraw) { HandoffSaid = "The offer is withdrawn." },
        new(Trigger.Nurture)
        {
            Needs = MoveInput.Until | MoveInput.Words, Target = nameof(Column.Nurturing),
            Said = "Nurtured until {0}.", Detail = MoveDetail.LookAgainDay,
        },
        new(Trigger.Assign) { Needs = MoveInput.Owner },
        new(Trigger.Note) { Needs = MoveInput.Words, WordsLabel = "Note" },
        new(Trigger.Edit),
        new(Trigger.Pause) { Needs = MoveInput.Until | MoveInput.Words, WordsLabel = "Why?", UntilLabel = "Goes on at", UntilDays = 7 },
        new(Trigger.Resume),
        new(Trigger.Lose)
        {
            Needs = MoveInput.Reason | MoveInput.Words, Reasons = CloseReasons.Lost, Target = nameof(Stage.Lost),
            Said = "Lost: {0}.", Detail = MoveDetail.Reason,
        },
        new(Trigger.Disqualify)
        {
            Needs = MoveInput.Reason | MoveInput.Words, Reasons = [.. CloseReasons.NoLead.Where(reason => reason != "duplicate")],
            Target = nameof(Stage.Disqualified), Said = "Disqualified: {0}.", Detail = MoveDetail.Reason,
        },
        new(Trigger.Merge) { Needs = MoveInput.Into | MoveInput.Words },
        new(Trigger.Reopen) { Said = "Reopened at {0}." },
        new(Trigger.LookAgain) { Label = "Look again", Said = "Time to look again.", Detail = MoveDetail.Nothing },
        new(Trigger.TimeOut) { Label = "Timed out" },
        new(Trigger.Restore),
    ];

    private static readonly ImmutableArray<TriggerView> ByTrigger = [.. All.OrderBy(view => view.Trigger)];

    public static TriggerView Of(Trigger trigger) => ByTrigger[(int)trigger];

    private static bool IsMeeting(Lead lead, Actor actor) => lead.Stage == Stage.Meeting;
}
