using SmarketingHub.Domain.Calendars;

namespace SmarketingHub.Domain.Agreements;

/// <summary>Texts to begin with.</summary>
public enum Template
{
    Blank,

    /// <summary>Hand-raises are called within minutes.</summary>
    InboundDemo,

    /// <summary>Readers of content are graded by Marketing first, and worked patiently.</summary>
    ContentLeads,

    /// <summary>A channel partner answers within a business day.</summary>
    PartnerLeads,
}

public static class Templates
{
    private static readonly string[] HandRaises = ["demo-request", "pricing-request"];
    private static readonly string[] Content = ["ebook", "webinar", "newsletter"];

    public static Terms Of(Template template, string giver, string receiver, CalendarRef calendar) => new()
    {
        Calendar = calendar,
        Commitments = template switch
        {
            Template.InboundDemo => Demo(giver, receiver),
            Template.ContentLeads => Readers(giver, receiver),
            Template.PartnerLeads => Partner(giver, receiver),
            _ => [],
        },
        CaptureRules = template == Template.InboundDemo ? [new(new() { Sources = HandRaises }, receiver)] : [],
        PeriodCommitments = template is Template.InboundDemo or Template.ContentLeads
            ? [new()
            {
                Id = "quality",
                Measure = Measure.AcceptedShare,
                OwedBy = giver,
                Amount = template == Template.InboundDemo ? 80 : 60,
            }]
            : [],
    };

    internal static Commitment Promised(string id, Promise promise, string owedBy, StartsAt starts, string target) =>
        new() { Id = id, Promise = promise, OwedBy = owedBy, Starts = starts, Target = BusinessDuration.Parse(target) };

    private static IReadOnlyList<Commitment> Demo(string giver, string receiver) =>
    [
        Promised("touch-demo", Promise.Touch, receiver, StartsAt.Receipt, "PT5M") with
        {
            Condition = new() { Sources = HandRaises },
            TargetFromOpening = BusinessDuration.Parse("PT1H"),
        },
        Promised("accept-a", Promise.Accept, receiver, StartsAt.Offer, "PT1H") with { Condition = new() { Grades = ["A"] } },
        Promised("accept", Promise.Accept, receiver, StartsAt.Offer, "PT4H"),
        Promised("touch", Promise.Touch, receiver, StartsAt.Acceptance, "PT4H"),
        Tried("effort", receiver, "P10D", attempts: 6, calls: 3),
        Answered(giver),
    ];

    private static IReadOnlyList<Commitment> Readers(string giver, string receiver) =>
    [
        Promised("decide", Promise.Decide, giver, StartsAt.Receipt, "P3D") with { Condition = new() { Sources = Content } },
        Promised("accept", Promise.Accept, receiver, StartsAt.Offer, "P1D"),
        Promised("touch", Promise.Touch, receiver, StartsAt.Acceptance, "P1D"),
        Tried("effort", receiver, "P15D", attempts: 4, calls: 1),
        Answered(giver),
    ];

    private static IReadOnlyList<Commitment> Partner(string giver, string receiver) =>
    [
        Promised("accept", Promise.Accept, receiver, StartsAt.Offer, "P1D") with
        {
            Ladder = [new(100, LadderAction.Notify), new(200, LadderAction.Giver)],
        },
        Promised("touch", Promise.Touch, receiver, StartsAt.Acceptance, "P1D") with { Ladder = [new(100, LadderAction.Notify)] },
        Answered(giver),
    ];

    private static Commitment Tried(string id, string receiver, string target, int attempts, int calls) =>
        Promised(id, Promise.Effort, receiver, StartsAt.Acceptance, target) with
        {
            Attempts = attempts,
            Calls = calls,
            DifferentDays = true,
        };

    private static Commitment Answered(string giver) =>
        Promised("answer", Promise.Answer, giver, StartsAt.Return, "P1D") with { Ladder = [new(100, LadderAction.Notify)] };
}
