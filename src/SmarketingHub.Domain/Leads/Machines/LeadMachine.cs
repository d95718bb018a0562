using SmarketingHub.Domain.Life;
using Stateless;
using Stateless.Reflection;
using static SmarketingHub.Domain.Leads.Machines.Guards;
using static SmarketingHub.Domain.Life.Stage;
using static SmarketingHub.Domain.Life.Trigger;

namespace SmarketingHub.Domain.Leads.Machines;

/// <summary>The life of a lead, as one table. What a hand-off allows beside it stands in <see cref="HandoffMachine"/>.</summary>
public sealed class LeadMachine
{
    // Configured once a thread: a machine is not thread-safe, and configuring costs more than firing.
    [ThreadStatic]
    private static LeadMachine? mine;

    // What the graph shows for destinations that the lead's own past decides.
    private static readonly DynamicStateInfos WhereOffered =
        Destinations("the stage it was offered in", stage => stage == Stage.Ready || stage.IsSelling());
    private static readonly DynamicStateInfos WhereClosed = Destinations("the stage it was closed from", stage => !stage.IsClosed());

    private readonly StateMachine<Stage, Trigger> machine;
    private Stage stage;

    private LeadMachine() => machine = Configure(() => stage, next => stage = next);

    /// <summary>Where the trigger leads from the lead's stage; null with the reason when it is refused.</summary>
    internal static (Stage? To, string? WhyNot) Permit(GuardContext context, Trigger trigger)
    {
        if (context.Lead.TakenBack is not null)
            return (null, Why.TakenBack);
        var self = mine ??= new();
        self.stage = context.Lead.Stage;
        Current = context;
        if (!self.machine.CanFire(trigger, out var unmet))
            return (null, unmet?.FirstOrDefault() ?? Impossible(context.Lead, trigger));
        self.machine.Fire(trigger);
        return (self.stage, null);
    }

    private static string Impossible(Lead lead, Trigger trigger) =>
        $"A lead at {lead.Stage} has no '{trigger.ToApi()}'.";

    // Where a lead was that an import placed closed, nobody told; this is the least that must have been.
    private static Stage Before(Stage closed) => closed == Won ? Opportunity : closed == Lost ? Accepted : Captured;

    private static DynamicStateInfos Destinations(string when, Func<Stage, bool> which)
    {
        var infos = new DynamicStateInfos();
        foreach (var stage in Enum.GetValues<Stage>().Where(which))
            infos.Add(stage, when);
        return infos;
    }

    public static StateMachine<Stage, Trigger> Configure(Func<Stage> state, Action<Stage> set)
    {
        var machine = new StateMachine<Stage, Trigger>(state, set);

        machine.Configure(Captured)
            .PermitIf(Nurture, Nurturing, Decides)
            .PermitIf(Trigger.Ready, Stage.Ready, Moves);

        machine.Configure(Nurturing)
            .PermitIf(LookAgain, Captured, LooksAgain)
            .PermitIf(Trigger.Ready, Stage.Ready, Moves);

        machine.Configure(Stage.Ready)
            .PermitIf(Nurture, Nurturing, Decides)
            .PermitReentryIf(Offer, Offers)
            .PermitIf(Accept, Accepted, Accepts);

        machine.Configure(Accepted)
            .PermitIf(Trigger.Attempt, Working, AttemptMoves)
            .PermitIf(Book, Stage.Meeting, Moves);

        machine.Configure(Working)
            .PermitIf(Book, Stage.Meeting, Moves)
            .PermitIf(Qualify, Qualified, Moves);

        machine.Configure(Stage.Meeting)
            .PermitIf(NoShow, Working, Moves)
            .PermitIf(Hold, Working, Moves)
            .PermitIf(Qualify, Qualified, Moves);

        machine.Configure(Qualified)
            .PermitIf(Trigger.Convert, Opportunity, Moves);

        machine.Configure(Opportunity)
            .PermitIf(Win, Won, Moves);

        foreach (var selling in Stages.Open.Where(stage => stage.IsSelling()))
            machine.Configure(selling)
                .PermitIf(Lose, Lost, Moves)
                .PermitIf(Nurture, Nurturing, AnswersReturn)
                .PermitReentryIf(Offer, Offers)
                .PermitReentryIf(Accept, Accepts);

        foreach (var open in Stages.Open)
        {
            machine.Configure(open)
                .PermitIf(Disqualify, Disqualified, ByHolderAlways)
                .PermitIf(Merge, Disqualified, ByHolderAlways)
                .PermitReentryIf(Assign, Involved)
                .PermitReentryIf(Pause, Pauses)
                .PermitReentryIf(Resume, Resumes)
                .PermitDynamicIf(Return, () => Current.Lead.CurrentHandoff?.OfferedIn ?? open, WhereOffered, Returns)
                .PermitReentryIf(TimeOut, TimesOut)
                .PermitReentryIf(Restore, Restores)
                .PermitReentryIf(Withdraw, GivesBack)
                .PermitReentryIf(Keep, AnswersReturn)
                .PermitReentryIf(Dispute, AnswersReturn);
            if (open == Accepted)
                machine.Configure(open).PermitReentryIf(Trigger.Attempt, AttemptStays);
            else
                machine.Configure(open).PermitReentryIf(Trigger.Attempt, Involved);
        }

        foreach (var closed in new[] { Won, Lost, Disqualified })
            machine.Configure(closed)
                .PermitDynamicIf(Reopen, () => Current.Lead.ClosedFrom ?? Before(closed), WhereClosed, Reopens)
                .PermitReentryIf(Trigger.Attempt, AddsEvidence);

        foreach (var any in Enum.GetValues<Stage>())
            machine.Configure(any)
                .PermitReentryIf(Edit, Involved)
                .PermitReentryIf(Note, Seen);

        return machine;
    }
}
