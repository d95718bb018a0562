using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Handoffs;
using SmarketingHub.Domain.Leads.Machines;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Domain.Leads.Turns;

/// <summary>
/// One command's turn at one lead: its verbs ask the machines, check their arguments, and collect what happened.
/// What each does stands with its kind: hand-offs, stages, evidence, due points. A verb that is refused has changed nothing.
/// </summary>
public sealed class Turn
{
    /// <summary>How far back a connector or a team lead may date an attempt.</summary>
    public static readonly Duration BackdateLimit = Duration.FromDays(30);

    private readonly LeadInHand hand;
    private readonly DuePoints due;
    private readonly Inquiries inquiries;
    private readonly HandoffMoves handoffs;
    private readonly StageMoves stages;
    private readonly Attempting attempts;
    private readonly Assignments assignments;
    private readonly Routes routes;
    private readonly TurnsBack turns;
    private readonly Pausing pausing;
    private readonly FactChanges facts;
    private readonly ImportedHistory history;
    private int passed;

    public Turn(Lead lead, Actor actor, Instant now, Company company, TurnServices services)
    {
        Actor = actor;
        hand = new(lead, now, company, services);
        var clocks = new ClockEnds(hand);
        var steps = new AgreementSteps(hand, clocks);
        var starts = new ClockStarts(hand, clocks, steps);
        assignments = new(hand, starts);
        var evidence = new Evidence(hand, clocks, starts, assignments);
        turns = new(hand);
        handoffs = new(hand, clocks, starts, assignments, turns);
        stages = new(hand, clocks, starts, assignments, handoffs, turns);
        routes = new(hand, handoffs, stages);
        attempts = new(hand, evidence, handoffs, stages);
        pausing = new(hand, clocks);
        inquiries = new(hand, starts, assignments, handoffs, stages, routes);
        facts = new(hand, clocks, starts, assignments, evidence, handoffs, turns);
        history = new(hand, clocks, steps, starts);
        due = new(hand, steps, starts, assignments, handoffs, stages, pausing, routes);
    }

    public Lead Lead => hand.Lead;
    public Actor Actor { get; }

    /// <summary>The time, but never before the lead's last event: its time does not go back when the clock does.</summary>
    public Instant Now => hand.Now;

    public IReadOnlyList<Happened> Events => hand.Events;

    /// <summary>The triggers that this actor could fire at this lead now, whatever their arguments.</summary>
    public static IReadOnlyList<Trigger> Permitted(Lead lead, Actor actor)
    {
        var context = new GuardContext(lead, actor);
        return [.. Enum.GetValues<Trigger>().Where(t => WhyNot(context, t) is null)];
    }

    /// <summary>Why this actor cannot fire the trigger at this lead now; null: it can.</summary>
    public static string? WhyNot(Lead lead, Actor actor, Trigger trigger) => WhyNot(new(lead, actor), trigger);

    private static string? WhyNot(GuardContext context, Trigger trigger) =>
        LeadMachine.Permit(context, trigger).WhyNot ?? HandoffMachine.WhyNot(context, trigger);

    /// <summary>
    /// Fires, as the system and in order, every due point of the lead up to and including <paramref name="until"/>, each stamped
    /// when it was due. What they start begins now, so that time in which nothing ran burns through nobody.
    /// </summary>
    public void FireDue(Instant until) => due.Fire(until);

    /// <summary>
    /// Fires what the lead has passed before a command. One at the very instant of a deadline is in time; but not on a lead whose own time
    /// is past it, where a clock was set back.
    /// </summary>
    /// <param name="now">What the clock says.</param>
    public void FirePassed(Instant now)
    {
        due.Fire(Now > now ? now : now - Duration.FromMilliseconds(1));
        passed = Events.Count;
    }

    /// <summary>A new lead. Its rules run at once: a hand-raise is readied and offered, a customer's goes straight to Sales.</summary>
    /// <param name="heldBySales">
    /// For a customer, or an account with an open opportunity: accepted at once by its owner, else in the queue.
    /// </param>
    /// <param name="clocksFrom">An import of older inquiries: its clocks start no earlier; null: at receipt.</param>
    public void Capture(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous,
        bool heldBySales, long? accountOwner, TextRef? profile, Instant? clocksFrom = null, long? alsoNames = null) =>
        inquiries.Capture(
            contact, account, inquiry, facts, receivedAt, previous, heldBySales, accountOwner, profile, clocksFrom, alsoNames);

    /// <summary>An inquiry while the lead is open: what was unknown is filled in, and it may be more urgent.</summary>
    public void Join(
        long inquiry, LeadFacts told, Instant receivedAt, TextRef? profile, Instant? clocksFrom = null, long? alsoNames = null) =>
        inquiries.Join(inquiry, told, receivedAt, profile, clocksFrom, alsoNames);

    /// <summary>The inquiry that this turn took in was typed into one of our forms.</summary>
    /// <param name="consent">The version of the form's words that was agreed to; null: to none.</param>
    /// <param name="told">From where it was filled in, and the words agreed to.</param>
    public void FillForm(long inquiry, long form, int? consent, string told) =>
        hand.Emit(new FormFilled(inquiry, form, consent, hand.Keep(told)!));

    public void Ready() => stages.Ready(Actor);

    /// <param name="until">When to look again; after now.</param>
    public void Nurture(Instant? until, string? words = null) => stages.Nurture(Actor, until, words);

    /// <param name="at">When the meeting is to take place.</param>
    public void Book(Instant? at) => stages.Book(Actor, at);

    public void NoShow() => stages.NoShow(Actor);

    /// <summary>The meeting took place.</summary>
    public void Hold() => stages.Hold(Actor);

    public void Qualify() => stages.Qualify(Actor);

    /// <param name="amount">In the installation's currency, zero or more.</param>
    public void Convert(decimal? amount) => stages.Convert(Actor, amount);

    /// <param name="amount">In the installation's currency; without one the amount of the opportunity stands.</param>
    public void Win(decimal? amount) => stages.Win(Actor, amount);

    public void Lose(string? reason, string? words = null) => stages.Lose(Actor, reason, words);

    public void Disqualify(string? reason, string? words = null) => stages.Disqualify(Actor, reason, words);

    public void Reopen(string? words = null) => stages.Reopen(Actor, words);

    public void Attempt(AttemptArgs args) => attempts.Attempt(Actor, args);

    public void Offer(Addressee? to, string? words = null) => handoffs.Offer(Actor, to, words);

    /// <param name="owner">Who takes it; a person who accepts takes it, a program names somebody or leaves it in the queue.</param>
    public void Accept(long? owner = null) => handoffs.Accept(Actor, owner);

    public void Return(ReturnReason? reason, string? words = null) => handoffs.Return(Actor, reason, words);

    /// <summary>Goes on with a returned lead.</summary>
    public void Keep() => handoffs.Keep(Actor);

    public void Dispute(string? words) => handoffs.Dispute(Actor, words);

    public void Withdraw() => handoffs.Withdraw(Actor);

    /// <summary>Moves the lead inside a party: its owner, or on an offered lead the one addressed.</summary>
    /// <param name="owner">Null: the queue.</param>
    /// <param name="within">In which party, of the two that may have it; null: as the owner tells, or who assigns.</param>
    public void Assign(long? owner, string? within = null) => assignments.Assign(Actor, owner, within);

    /// <summary>One that waits goes to whoever is free by now. False: still nobody is.</summary>
    /// <param name="rests">Of a rule and a person: has just got one of those that waited.</param>
    public bool LetOut(Func<string, long, bool> rests) => routes.LetOut(rests);

    /// <summary>An import that routed it is taken back.</summary>
    public void GiveTurnBack() => turns.Give(GivenBackBecause.TakenBack);

    /// <summary>What is with somebody who is not there any more goes to whoever has it by the rule: a stand-in, else the queue.</summary>
    public void HandOn(Instant? at = null) => assignments.HandOn(at);

    /// <param name="until">The resume date, after now.</param>
    /// <param name="words">The reason.</param>
    public void Pause(Instant? until, string? words) => pausing.Pause(Actor, until, words);

    public void Resume() => pausing.Resume(Actor);

    public void Edit(LeadFacts facts, long? account, TextRef? profile) => this.facts.Edit(Actor, facts, account, profile);

    public void Note(string? words) => facts.Note(Actor, words);

    /// <summary>A note that rings the bell of whoever has the lead, or its offer, now.</summary>
    public void NoteToOwner(string? words) => facts.NoteToOwner(Actor, words);

    /// <param name="cause">Its key in the list of causes.</param>
    public void Cause(long clockId, string? cause, string? words) => facts.Cause(Actor, clockId, cause, words);

    public void Excuse(long clockId, ExcuseReason? reason, string? words) => facts.Excuse(Actor, clockId, reason, words);

    /// <summary>The person behind the lead is forgotten; the lead stays.</summary>
    public void Forget(ForgetReason reason) => facts.Forget(Actor, reason);

    /// <summary>Makes this lead part of another: its attempts go over, it is closed as a duplicate.</summary>
    /// <param name="target">The lead that goes on; what it lacked it takes from this one.</param>
    /// <param name="words">Why, in the actor's words.</param>
    /// <param name="intoContact">The person whose this lead's is from now on; null: they are one already, or stay two.</param>
    /// <param name="profile">What the other person lacked and takes from this one.</param>
    public void MergeInto(Turn target, string? words, long? intoContact = null, TextRef? profile = null)
    {
        CheckMerge(target);
        target.facts.TakeIn(Lead, profile);
        facts.BecomePartOf(target.Lead.Id, words, intoContact);
    }

    /// <exception cref="NotPermitted">A machine or a guard refuses it.</exception>
    /// <exception cref="InvalidArgument">The other lead is none to merge into.</exception>
    public void CheckMerge(Turn target) => facts.CheckMerge(Actor, target.Lead);

    /// <summary>Its person turned out to be another contact.</summary>
    public void MoveToContact(long contact) => facts.MoveToContact(contact);

    /// <summary>A lead of another system, at its own time.</summary>
    /// <param name="judged">Something later is known of it: promises from receipt are judged by the agreement of then.</param>
    public void CaptureForImport(
        long contact, long? account, long inquiry, LeadFacts facts, Instant receivedAt, long? previous, TextRef? profile,
        bool countsAsNew = true, bool judged = false, long? alsoNames = null) =>
        history.Capture(new(
            contact, account, inquiry, facts, Stage.Captured, Party.Marketing, null, receivedAt, previous, countsAsNew, profile,
            AlsoNames: alsoNames), judged);

    /// <summary>An inquiry of then.</summary>
    public void JoinHistory(long inquiry, LeadFacts told, Instant receivedAt, TextRef? profile, long? alsoNames = null) =>
        hand.Emit(new InquiryJoined(inquiry, receivedAt, Lead.Facts.JoinedBy(told), profile, AlsoNames: alsoNames), receivedAt);

    /// <summary>What the other system knows now. The lead's clocks stay as they are.</summary>
    public void EditHistory(LeadFacts facts, long? account, TextRef? profile, Instant at) => history.Edit(facts, account, profile, at);

    public void Place(Stage stage, string holder, long? owner, decimal? amount, string? reason, Instant at) =>
        history.Place([new(stage, holder, owner, amount, reason, at, Dated: false)]);

    /// <summary>A row of a file brought all that this turn tells.</summary>
    /// <param name="kept">What the row says and the lead does not.</param>
    /// <param name="company">Where its person went by it.</param>
    public void Imported(long import, int line, string? kept, CompanyMove? company = null) =>
        hand.Emit(new RowImported(import, line, hand.Keep(kept, PlainText.LongestRow), Events.Count - passed, company));

    /// <summary>What the rows of an import told of this lead never was.</summary>
    public void TakeBack(ImportTakenBack told) => hand.Emit(told);

    /// <summary>Puts the lead where its own system had it, step by step.</summary>
    public void Place(IReadOnlyList<Placing> steps) => history.Place(steps);
}
