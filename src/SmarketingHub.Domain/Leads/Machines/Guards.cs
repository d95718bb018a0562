using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;

namespace SmarketingHub.Domain.Leads.Machines;

/// <summary>What guards look at: which lead, and who acts.</summary>
internal sealed record GuardContext(Lead Lead, Actor Actor)
{
    public Handoff? Open => Lead.OpenHandoff;

    public bool IsHolder => Actor.ActsFor(Lead.Holder);

    /// <summary>Of the party that it is offered to, and there meant by name, as a team's member, from the queue, or as a lead.</summary>
    public bool IsAddressee => Lead.OfferedHandoff is { } offer && Actor.ActsFor(offer.To)
        && (Actor.Kind != ActorKind.Person || Actor.Role is not (Role.Rep or Role.Partner) || offer.IsFor(Actor.Id, Actor.Team));
}

/// <summary>What must be so for a machine to let a trigger through. Each says why not.</summary>
internal static class Guards
{
    /// <summary>What the guards of this thread look at.</summary>
    [ThreadStatic]
    private static GuardContext? current;

    internal static GuardContext Current
    {
        get => current ?? throw new InvalidOperationException("A guard was called with no context.");
        set => current = value;
    }

    private static readonly Tuple<Func<bool>, string> ByHolder = Guard(c => c.IsHolder, Why.NotTheHolder);
    private static readonly Tuple<Func<bool>, string> NoOffer = Guard(c => c.Open?.State != HandoffState.Offered, Why.Offered);
    private static readonly Tuple<Func<bool>, string> NoReturn = Guard(c => c.Open?.State != HandoffState.Returned, Why.AnswerFirst);
    private static readonly Tuple<Func<bool>, string> IsReturned = Guard(c => c.Open?.State == HandoffState.Returned, Why.NotReturned);
    private static readonly Tuple<Func<bool>, string> ByItself = Guard(c => c.Actor.Kind == ActorKind.System, Why.ByItself);
    private static readonly Tuple<Func<bool>, string> IsOffered = Guard(c => c.Open?.State == HandoffState.Offered, Why.NotOffered);

    /// <summary>Moves along the stages: by the holder, and not while a hand-off is open.</summary>
    internal static readonly Tuple<Func<bool>, string>[] Moves = [NoOffer, NoReturn, ByHolder];

    /// <summary>Also as the answer to a return.</summary>
    internal static readonly Tuple<Func<bool>, string>[] Decides = [NoOffer, ByHolder];

    /// <summary>Also while a hand-off is open.</summary>
    internal static readonly Tuple<Func<bool>, string>[] ByHolderAlways = [ByHolder];
    internal static readonly Tuple<Func<bool>, string>[] Offers = [NoOffer, ByHolder];
    internal static readonly Tuple<Func<bool>, string>[] AnswersReturn = [IsReturned, ByHolder];
    internal static readonly Tuple<Func<bool>, string>[] GivesBack = [IsOffered, ByHolder];
    internal static readonly Tuple<Func<bool>, string>[] TimesOut = [IsOffered, ByItself];
    internal static readonly Tuple<Func<bool>, string>[] Restores =
        [IsReturned, Guard(c => c.Open is { Reason: ReturnReason.TimedOut }, Why.NotTimedOut), ByItself];
    internal static readonly Tuple<Func<bool>, string>[] LooksAgain = [.. Moves, ByItself];
    internal static readonly Tuple<Func<bool>, string>[] Seen = [Guard(c => c.Actor.Sees(c.Lead), Why.NotInvolved)];

    internal static readonly Tuple<Func<bool>, string>[] Accepts =
    [
        Guard(c => c.Open is not null || c.Lead.AcceptedHandoff is null, Why.AcceptedAlready),
        Guard(c => c.Lead.OfferedHandoff is not null, Why.NotOffered),
        Guard(c => c.IsAddressee, Why.NotTheAddressee),
    ];

    /// <summary>By the one it is offered to; also later, by the receiver who holds it.</summary>
    internal static readonly Tuple<Func<bool>, string>[] Returns =
    [
        NoReturn,
        Guard(c => c.Open is not null || c.Lead.AcceptedHandoff is not null, Why.NothingToReturn),
        Guard(c => c.IsAddressee || c.Open is null && c.IsHolder, Why.NotTheAddressee),
    ];

    /// <summary>The holder's people and those it is offered to.</summary>
    internal static readonly Tuple<Func<bool>, string>[] Involved =
        [Guard(c => c.IsHolder || c.Lead.OfferedHandoff is { } offer && c.Actor.ActsFor(offer.To), Why.NotInvolved)];

    internal static readonly Tuple<Func<bool>, string>[] AttemptMoves = [.. Involved, Guard(c => c.Open is null, Why.Offered)];
    internal static readonly Tuple<Func<bool>, string>[] AttemptStays = [.. Involved, Guard(c => c.Open is not null, Why.NotOffered)];
    internal static readonly Tuple<Func<bool>, string>[] AddsEvidence =
        [.. Involved, Guard(c => c.Actor.Backdates(), Why.OnlyLateEvidence)];
    internal static readonly Tuple<Func<bool>, string>[] Pauses = [.. Involved, Guard(c => !c.Lead.IsPaused, Why.AlreadyPaused)];
    internal static readonly Tuple<Func<bool>, string>[] Resumes = [.. Involved, Guard(c => c.Lead.IsPaused, Why.NotPaused)];
    internal static readonly Tuple<Func<bool>, string>[] Reopens = [Guard(c => c.Lead.MergedInto is null, Why.Merged), ByHolder];

    internal static Tuple<Func<bool>, string> Guard(Func<GuardContext, bool> isMet, string why) => new(() => isMet(Current), why);
}
