using System.Collections.Concurrent;
using CsCheck;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Tests.Stories;

namespace SmarketingHub.Domain.Tests.Leads;

/// <summary>
/// Whatever people, programs and time do to a lead in whatever order: it is only ever where the tables allow, every
/// refusal says why, and its events say all of it. The laws stand in <see cref="LeadLaws"/>, the tables in <see cref="ReferenceModel"/>.
/// </summary>
public class LeadPropertyTests
{
    private static readonly Company[] Firms =
    [
        Sample.Firm,
        Sample.Firm
            .Promising("accept", c => c with { Ladder = [new(100, LadderAction.NextPerson), new(130, LadderAction.Giver)], ReJudge = true })
            .Promising("touch",
                c => c with { Ladder = [new(100, LadderAction.Queue), new(120, LadderAction.NextPerson), new(200, LadderAction.Giver)] })
            .PromisingFirst(new()
            {
                Id = "accept-a",
                Promise = Promise.Accept,
                OwedBy = Party.Sales,
                Starts = StartsAt.Offer,
                Condition = new() { Grades = ["A"] },
                Target = BusinessDuration.Parse("PT1H"),
                Ladder = [new(100, LadderAction.Giver)],
            }),
        Sample.Firm.Promising("accept", c => c with { Ladder = [new(100, LadderAction.Queue), new(150, LadderAction.Giver)] })
            .Promising("effort", c => c with { Attempts = 2, Calls = 1, DifferentDays = false, Target = BusinessDuration.Parse("P1D") })
            .Promising("touch-demo", c => c with { Condition = Condition.Every }),
    ];

    private static readonly Trigger?[] Triggers =
        [
            .. Enum.GetValues<Trigger>().Where(t => t is not (Trigger.LookAgain or Trigger.TimeOut or Trigger.Restore))
                .Select(t => (Trigger?)t),
            null,
            null,
        ];

    private static readonly Gen<Try> Tries =
        from index in Gen.Int[0, Triggers.Length - 1]
        from who in Gen.Int[0, 99]
        from pick in Gen.Int[0, 99]
        from minutes in Gen.OneOf(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 600], Gen.Int[0, 7000])
        from stopped in Gen.Bool
        from wrong in Gen.Int[0, 5]
        from eager in Gen.Int[0, 2]
        select new Try(Triggers[index], who, pick, minutes, stopped, wrong == 0, eager > 0);

    [Fact]
    public void No_sequence_leads_where_the_tables_do_not_allow()
    {
        var reached = new ConcurrentDictionary<Stage, bool>();
        Gen.Select(Gen.Int[0, Firms.Length - 1], Tries.List[1, 60]).Sample((firm, tries) =>
        {
            var play = new Play(Firms[firm]);
            foreach (var step in tries)
            {
                play.Step(step);
                reached[play.Model.Stage] = true;
            }
            LeadLaws.HoldForHistory(play.Story);
        }, iter: 300);
        Stages.Open.ShouldAllBe(stage => reached.ContainsKey(stage), "sequences that get nowhere show nothing");
    }
}
