using NodaTime;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.People;
using static SmarketingHub.Domain.Agreements.Templates;

namespace SmarketingHub.Domain.Agreements;

/// <summary>What a fresh installation starts with, so that its first lead has a clock.</summary>
public static class StarterAgreements
{
    public const string Office = "office";
    private static readonly string[] HandRaises = ["demo-request", "pricing-request"];

    /// <summary>Monday to Friday, 09:00 to 17:00, no holidays.</summary>
    public static WorkCalendar OfficeHours(string timeZone) => WorkCalendar.Create(timeZone,
        new[] { "mon", "tue", "wed", "thu", "fri" }.ToDictionary(day => day, _ => new string[][] { ["09:00", "17:00"] }), [], null);

    public static Agreement MarketingAndSales(long id, Instant from, CalendarRef calendar) => new()
    {
        Id = id,
        Name = "Marketing and Sales",
        Giver = Party.Marketing,
        Receiver = Party.Sales,
        Versions =
        [
            new()
            {
                Number = 1,
                EffectiveAt = from,
                Calendar = calendar,
                CaptureRules = [new(new() { Sources = HandRaises }, Party.Sales)],
                Commitments =
                [
                    Promised("decide", Promise.Decide, Party.Marketing, StartsAt.Receipt, "P1D"),
                    Promised("accept", Promise.Accept, Party.Sales, StartsAt.Offer, "PT4H"),
                    Promised("touch-demo", Promise.Touch, Party.Sales, StartsAt.Receipt, "PT5M") with
                    {
                        Condition = new() { Sources = ["demo-request"] },
                        TargetFromOpening = BusinessDuration.Parse("PT1H"),
                    },
                    Promised("touch", Promise.Touch, Party.Sales, StartsAt.Acceptance, "PT4H"),
                    Promised("effort", Promise.Effort, Party.Sales, StartsAt.Acceptance, "P10D") with
                    {
                        Attempts = 5,
                        Calls = 2,
                        DifferentDays = true,
                    },
                    Promised("answer", Promise.Answer, Party.Marketing, StartsAt.Return, "P1D") with
                    {
                        Ladder = [new(100, LadderAction.Notify)],
                    },
                ],
            },
        ],
    };

    /// <summary>The template for a channel partner: it accepts, and the giver answers a return, within a business day.</summary>
    public static Agreement WithPartner(long id, string giver, Party partner, Instant from, CalendarRef calendar) => new()
    {
        Id = id,
        Name = partner.Name,
        Giver = giver,
        Receiver = partner.Key,
        Versions =
        [
            new()
            {
                Number = 1,
                EffectiveAt = from,
                Calendar = calendar,
                Commitments =
                [
                    Promised("accept", Promise.Accept, partner.Key, StartsAt.Offer, "P1D") with
                    {
                        Ladder = [new(100, LadderAction.Notify), new(200, LadderAction.Giver)],
                    },
                    Promised("answer", Promise.Answer, giver, StartsAt.Return, "P1D") with { Ladder = [new(100, LadderAction.Notify)] },
                ],
            },
        ],
    };
}
