using System.Collections.Immutable;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Notices;

/// <summary>Of what the bell tells somebody.</summary>
public enum NoticeKind
{
    HandedToMe,
    Assigned,
    Returned,
    Warning,
    Breach,
    NobodyLeft,

    /// <summary>By a routing rule nobody was free.</summary>
    NobodyFree,

    /// <summary>Whoever had it is not there, and nobody stands in.</summary>
    BackInQueue,
    ToSign,
    ChangesAsked,
    InForceFrom,
    InForce,
    Ends,
    GoesOn,
    NoteForMe,
    WebhookPaused,
    WebhookEnded,
    ChannelEnded,
}

/// <summary>
/// What a kind of notice says, and which of a lead's events rings it: the one table of them. Those of agreements are rung where they are
/// proposed, signed and ended.
/// </summary>
public sealed class NoticeRule
{
    public static readonly ImmutableArray<NoticeRule> All =
    [
        new(NoticeKind.HandedToMe, "{0} was handed to you by {1}", happening => happening.Event switch
        {
            HandoffOffered e => new(e.From, happening.Receivers(e.To, e.Team, e.Person)),
            AddresseeChanged { Person: { } person } => new(happening.Lead.Holder, [person]),
            HandoffDisputed e when happening.Lead.Handoff(e.Handoff) is var h =>
                new(h.From, happening.Receivers(h.To, h.ToTeam, h.ToPerson)),
            _ => null,
        }),
        new(NoticeKind.Assigned, "{0} is yours now", happening => happening.Event switch
        {
            LeadAssigned { Owner: { } owner } => new(happening.Lead.Holder, [owner]),
            HandoffAccepted { InsteadOf: not null, Owner: { } standIn } => new(happening.Lead.Holder, [standIn]),
            LeadCaptured { InsteadOf: not null, Owner: { } standIn } => new(happening.Lead.Holder, [standIn]),
            _ => null,
        }),
        new(NoticeKind.BackInQueue, "{0} is back in the queue", happening => happening.Event switch
        {
            LeadAssigned { InsteadOf: not null, Owner: null } e => happening.Queue(happening.Lead.Holder, e.Team),
            AddresseeChanged { InsteadOf: not null, Person: null } e => happening.Queue(happening.Lead.Handoff(e.Handoff).To, e.Team),
            HandoffAccepted { InsteadOf: not null, Owner: null } => happening.Queue(happening.Lead.Holder, happening.Lead.Team),
            LeadCaptured { InsteadOf: not null, Owner: null } => happening.Queue(happening.Lead.Holder, null),
            _ => null,
        }),
        // Whoever gave it, or has it in their place by now.
        new(NoticeKind.Returned, "{1} returned {0}", happening =>
            happening.Event is HandoffReturned e && happening.Lead.Handoff(e.Handoff) is var h
                ? new(h.To, happening.Receivers(h.From, happening.Lead.Team, happening.Lead.Owner)) : null),
        new(NoticeKind.Warning, "{0}: “{1}” is at risk", happening =>
            happening.Event is ClockWarned e ? happening.OfClock(e.Clock, toCharge: false) : null) { IsOfClock = true },
        // A breach tells whoever has the lead; the ladder's notify those in charge of the party that owes it.
        new(NoticeKind.Breach, "{0}: “{1}” is late", happening => happening.Event switch
        {
            ClockBreached e => happening.OfClock(e.Clock, toCharge: false),
            LadderStepped { Action: LadderAction.Notify } e => happening.OfClock(e.Clock, toCharge: true),
            _ => null,
        }) { IsOfClock = true },
        new(NoticeKind.NobodyLeft, "{0}: nobody is left to ask", happening =>
            happening.Event is LadderStepped { To: null, Action: not LadderAction.Notify } e
                ? happening.OfClock(e.Clock, toCharge: true) : null) { IsOfClock = true },

        new(NoticeKind.NobodyFree, "{0}: nobody is free in {1}", happening =>
            happening.Event is LeadRouted { TellsCharge: true } e ? happening.Queue(e.To, e.Team) : null),

        new(NoticeKind.NoteForMe, "{0}: a note for you", happening =>
            happening.Event is NoteAdded { For: { } person } ? new(happening.Lead.Holder, [person]) : null),

        new(NoticeKind.ToSign, "{0}: version {1} waits for your signature"),
        new(NoticeKind.ChangesAsked, "{0}: {2} asks for changes in version {1}"),
        new(NoticeKind.InForceFrom, "{0}: version {1} is signed, in force from {3}") { Day = version => version.EffectiveAt },
        new(NoticeKind.InForce, "{0}: version {1} is in force"),
        new(NoticeKind.Ends, "{0} ends on {3}, says {2}") { Day = version => version.EndsAt, TextWithoutDay = "{0} was to end" },
        new(NoticeKind.GoesOn, "{0} goes on: {2} took its end back"),

        new(NoticeKind.WebhookPaused, "The webhook to {0} is paused: nothing has got through for 5 days") { IsOfWebhook = true },
        new(NoticeKind.WebhookEnded, "The webhook to {0} has ended: its address answered 410 Gone") { IsOfWebhook = true },

        new(NoticeKind.ChannelEnded, "Nothing more comes to you by {0}: the address is no more. Look at “How I am told”")
        {
            IsOfChannel = true,
        },
    ];

    /// <summary>Those that a lead's events ring.</summary>
    public static readonly ImmutableArray<NoticeRule> OfLeads = [.. All.Where(rule => rule.when is not null)];

    private static readonly ImmutableArray<NoticeRule> ByKind = [.. All.OrderBy(rule => rule.Kind)];

    private readonly Func<Happening, Told?>? when;

    private NoticeRule(NoticeKind kind, string text, Func<Happening, Told?>? when = null) => (Kind, Text, this.when) = (kind, text, when);

    public NoticeKind Kind { get; }

    /// <summary>
    /// In English. Of a webhook: {0} its host. Of a lead: {0} its name, {1} what it is about. Of an agreement: {0} its name, {1} the
    /// version's number, {2} who did it, {3} the day.
    /// </summary>
    public string Text { get; }

    /// <summary>Of an agreement, when there is no such day any more; null: the text says none, or there always is one.</summary>
    public string? TextWithoutDay { get; private init; }

    /// <summary>Which day of the version is said; null: none.</summary>
    public Func<AgreementVersion, NodaTime.Instant?>? Day { get; private init; }

    /// <summary>It is about a promise whose clock runs or ran; else about the party that has it or had it.</summary>
    public bool IsOfClock { get; private init; }

    /// <summary>By what a person chooses to be told of it; what a ladder does is <see cref="TellTopic.Escalation"/> instead.</summary>
    public TellTopic Topic => Kind switch
    {
        NoticeKind.HandedToMe or NoticeKind.Assigned or NoticeKind.BackInQueue => TellTopic.HandedOver,
        NoticeKind.Returned => TellTopic.Returned,
        NoticeKind.Warning => TellTopic.AtRisk,
        NoticeKind.Breach => TellTopic.Late,
        // That nobody is told any more by what they chose is told at once, by what is left.
        NoticeKind.NobodyLeft or NoticeKind.NobodyFree or NoticeKind.ChannelEnded => TellTopic.Escalation,
        NoticeKind.NoteForMe => TellTopic.Notes,
        NoticeKind.WebhookPaused or NoticeKind.WebhookEnded => TellTopic.Webhooks,
        _ => TellTopic.Agreements,
    };

    /// <summary>It is about a webhook, named by its host; rung by those who send.</summary>
    public bool IsOfWebhook { get; private init; }

    /// <summary>It is about a way to tell the person, named by its channel; rung by those who send.</summary>
    public bool IsOfChannel { get; private init; }

    public static NoticeRule Of(NoticeKind kind) => ByKind[(int)kind];

    /// <summary>Who is told when this happens; null: nobody.</summary>
    public Told? When(Happening happening) => when?.Invoke(happening);
}
