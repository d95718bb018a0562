using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Web.Api.Leads;
using Period = SmarketingHub.Domain.Agreements.Period;

namespace SmarketingHub.Web.Api.Reports;

/// <summary>What became of the leads handed off in the 12 months before now.</summary>
/// <param name="StillOpen">Not closed yet: in no rate.</param>
/// <param name="Worths">What a lead is expected to be worth, by source and grade; null in a line: any other.</param>
/// <param name="Capacity">Null for a partner that gives leads: the receiver's reps are not its.</param>
public sealed record HistoryOut(
    Instant From, Instant To, int StillOpen, RatesOut All, IReadOnlyList<SourceRatesOut> BySource, IReadOnlyList<WorthOut> Worths,
    CapacityOut? Capacity)
{
    internal static HistoryOut Of(History history, Company company, bool seesReps) => new(
        history.From, history.To, history.StillOpen, RatesOut.Of(history.All, company),
        [.. history.BySource.Select(s => new SourceRatesOut(s.Source, RatesOut.Of(s.Rates, company)))],
        WorthOut.Of(history.Worths, company),
        seesReps ? new(history.Capacity.EachMonth, history.Capacity.Sample, history.Capacity.Reps, history.Capacity.Room) : null);
}

/// <summary>Leads with a known outcome, and how far they came; each number is the sample of the next step.</summary>
/// <param name="LeadToDeal">Won ÷ handed off, 0 to 1; null: of nothing.</param>
/// <param name="Priced">Won leads with an amount: the sample of the average.</param>
/// <param name="Enough">Whether there are enough of both to plan by.</param>
public sealed record RatesOut(
    int HandedOff, int Accepted, int Qualified, int Opportunities, int Won, decimal? LeadToDeal, Money? AverageDeal, int Priced,
    bool Enough)
{
    internal static RatesOut Of(Rates r, Company company) => new(
        r.HandedOff, r.Accepted, r.Qualified, r.Opportunities, r.Won, PaceOut.Round(r.LeadToDeal),
        Money.Of(PaceOut.Round(r.AverageDeal), company), r.Priced, r.HasLeads && r.HasDeals);
}

public sealed record SourceRatesOut(string? Source, RatesOut Rates);

/// <param name="Leads">From how many leads it was taken.</param>
public sealed record WorthOut(string? Source, string? Grade, Money? Worth, int Leads)
{
    internal static IReadOnlyList<WorthOut> Of(IReadOnlyList<ExpectedWorth> worths, Company company) =>
        [.. worths.Select(w => new WorthOut(w.Source, w.Grade, Money.Of(w.Worth, company), w.Leads))];
}

/// <param name="EachMonth">Leads that a rep accepts in a month; null: too few reps' months.</param>
/// <param name="Room">For all active reps together.</param>
public sealed record CapacityOut(decimal? EachMonth, int Sample, int Reps, decimal? Room);

/// <summary>A wished revenue.</summary>
public sealed record GoalIn
{
    public Money? Revenue { get; init; }

    /// <summary><c>week</c>, <c>month</c> or <c>quarter</c>; a month without.</summary>
    public Period? Period { get; init; }
}

/// <summary>What it takes. Null where the sample is too small to say.</summary>
/// <param name="TooSmall">Nothing is said: there are fewer than 20 closed leads, or fewer than 5 won with an amount.</param>
/// <param name="LeadToDeal">The sources' rates by their parts, 0 to 1.</param>
/// <param name="Room">What the receiver's reps can take in such a period; null: too little is known.</param>
/// <param name="TooMuch">More leads than there is room for.</param>
/// <param name="HandedOff">From how many leads the rates were taken.</param>
/// <param name="Won">From how many deals the average was.</param>
public sealed record GoalOut(
    bool TooSmall, Money? AverageDeal, int? Deals, decimal? LeadToDeal, int? Leads, int? Qualified, IReadOnlyList<SourceNeedOut> BySource,
    int? Room, bool? TooMuch, int HandedOff, int Won)
{
    internal static GoalOut Of(GoalPlan? plan, History history, Company company, bool seesReps) => new(
        plan is null, Money.Of(PaceOut.Round(plan?.AverageDeal), company), plan?.Deals, PaceOut.Round(plan?.LeadToDeal), plan?.Leads,
        plan?.Qualified,
        [.. (plan?.BySource ?? []).Select(s => new SourceNeedOut(s.Source, s.Leads, PaceOut.Round(s.Rate), s.Own, s.Sample))],
        seesReps ? plan?.Room : null, seesReps && plan?.Room is not null ? plan.IsTooMuch : null, history.All.HandedOff,
        history.All.Priced);
}

/// <param name="Own">The rate is the source's own; else it has too few leads, and all sources' stands.</param>
public sealed record SourceNeedOut(string? Source, int Leads, decimal? Rate, bool Own, int Sample);
