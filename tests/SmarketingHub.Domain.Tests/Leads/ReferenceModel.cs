using NodaTime;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.Life.Stage;
using static SmarketingHub.Domain.Tests.Stories.Sample;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>The tables of the design once more, written down plainly and without the machines: what the domain is held against.</summary>
internal sealed class ReferenceModel
{
    internal sealed class Given
    {
        public required string From { get; init; }
        public required Addressee To { get; set; }
        public required Stage OfferedIn { get; init; }
        public required Instant OfferedAt { get; set; }
        public HandoffState State { get; set; }
        public bool Disputed { get; set; }
        public bool TimedOut { get; set; }
        public int Bounces { get; set; }
    }

    private static readonly Stage[] Selling = [Accepted, Working, Stage.Meeting, Qualified, Opportunity];
    private static readonly Stage[] Closed = [Won, Lost, Disqualified];

    public static readonly Dictionary<Trigger, (Stage[] From, Stage To)> Moves = new()
    {
        [Trigger.Ready] = ([Captured, Nurturing], Stage.Ready),
        [Trigger.Book] = ([Accepted, Working], Stage.Meeting),
        [Trigger.NoShow] = ([Stage.Meeting], Working),
        [Trigger.Hold] = ([Stage.Meeting], Working),
        [Trigger.Qualify] = ([Working, Stage.Meeting], Qualified),
        [Trigger.Convert] = ([Qualified], Opportunity),
        [Trigger.Win] = ([Opportunity], Won),
        [Trigger.Lose] = (Selling, Lost),
    };

    public Stage Stage { get; set; } = Captured;
    public string Holder { get; set; } = Party.Marketing;
    public bool Paused { get; set; }
    public bool Merged { get; set; }
    public Stage? ClosedFrom { get; set; }
    public List<Given> Handoffs { get; } = [];

    public bool IsOpen => !Closed.Contains(Stage);
    public Given? Offered => Handoffs.Find(h => h.State == HandoffState.Offered);
    public Given? Returned => Handoffs.Find(h => h.State == HandoffState.Returned);

    /// <summary>The last accepted one whose receiver has the lead.</summary>
    public Given? HeldBy => Handoffs.FindLast(h => h.State == HandoffState.Accepted && h.To.Party == Holder);

    public int Bounces(string party) => Handoffs.Where(h => h.To.Party == party).Sum(h => h.Bounces);

    public bool Permits(Trigger trigger, Actor who)
    {
        var (holds, waits) = (ActsFor(who, Holder), Offered is not null || Returned is not null);
        var involved = holds || Offered is { } offer && ActsFor(who, offer.To.Party);
        if (Moves.TryGetValue(trigger, out var move))
            return holds && !waits && move.From.Contains(Stage);
        return trigger switch
        {
            Trigger.Nurture => holds && (!waits && Stage is Captured or Stage.Ready && Offered is null || Returned is not null),
            Trigger.Disqualify or Trigger.Merge => holds && IsOpen,
            Trigger.Reopen => holds && !IsOpen && !Merged,
            Trigger.Attempt => involved && (IsOpen || Backdates(who)),
            Trigger.Edit => involved,
            Trigger.Note => who.Party != Altamar || Holder == Altamar || Offered?.To.Party == Altamar,
            Trigger.Assign => involved && IsOpen,
            Trigger.Pause => involved && IsOpen && !Paused,
            Trigger.Resume => involved && Paused,
            Trigger.Offer => holds && Offered is null && (Stage == Stage.Ready || Selling.Contains(Stage)),
            Trigger.Accept => IsAddressee(who),
            Trigger.Return => IsOpen && (IsAddressee(who) || !waits && holds && HeldBy is not null),
            Trigger.Keep => holds && Returned is not null,
            Trigger.Dispute => holds && Returned is { Disputed: false } back && Bounces(back.To.Party) < 3,
            Trigger.Withdraw => holds && Offered is not null,
            _ => false,
        };
    }

    public IEnumerable<Trigger> Permitted(Actor who) => Enum.GetValues<Trigger>().Where(trigger => Permits(trigger, who));

    public static bool ActsFor(Actor who, string party) =>
        who.Party == party || who == Connector || who.Id == Ada.Id && who.Kind == ActorKind.Person;

    public static bool Backdates(Actor who) => who.Kind == ActorKind.Key || new[] { Max.Id, Lea.Id, Ada.Id }.Contains(who.Id);

    public bool IsFor(Person person) => Offered is { } offer && person.Party == offer.To.Party
        && (offer.To.Person is { } named ? named == person.Id : offer.To.Team is null || offer.To.Team == person.Team);

    private bool IsAddressee(Actor who) => Offered is { } offer && ActsFor(who, offer.To.Party)
        && (Backdates(who) || IsFor(Everybody.Single(p => p.Id == who.Id)));

    // What the triggers do.
    public void Close(Stage to)
    {
        (ClosedFrom, Stage, Paused) = (Stage, to, false);
        foreach (var handoff in Handoffs.Where(h => h.State is HandoffState.Offered or HandoffState.Returned))
            handoff.State = HandoffState.Closed;
    }

    public void Answer()
    {
        if (Returned is { } back)
            back.State = HandoffState.Closed;
    }

    public void Offer(Addressee to, Instant now)
    {
        Answer();
        Handoffs.Add(new() { From = Holder, To = to, OfferedIn = Stage, OfferedAt = now });
    }

    public void Accept()
    {
        var offer = Offered!;
        (offer.State, Holder) = (HandoffState.Accepted, offer.To.Party);
        Stage = Stage == Stage.Ready ? Accepted : Stage;
    }

    public void Return(bool timedOut)
    {
        var handoff = (Offered ?? HeldBy)!;
        if (handoff.State == HandoffState.Accepted)
            (Holder, Stage) = (handoff.From, handoff.OfferedIn);
        (handoff.State, handoff.TimedOut) = (HandoffState.Returned, timedOut);
        handoff.Bounces += timedOut ? 0 : 1;
    }
}
