using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Agreements;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Web.Features.Account;
using SmarketingHub.Web.Features.Agreements.Wording;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Agreements.Goals;

public sealed partial class GoalCalculator(PaceCounts counts, Me me, Viewer viewer)
{
    private string? typed, wrong;
    private Period period = Period.Month;
    private History? history;
    private GoalPlan? plan;
    private bool isWorkedOut;
    private AgreementVersion? of;

    [Parameter, EditorRequired]
    public required Agreement Agreement { get; set; }

    /// <summary>Whose scope and calendar are meant; its revenue goal is what the field begins with.</summary>
    [Parameter, EditorRequired]
    public required AgreementVersion Version { get; set; }

    [Parameter, EditorRequired]
    public required Company Company { get; set; }

    /// <summary>Takes what is proposed into a draft; without it nothing is offered.</summary>
    [Parameter]
    public EventCallback<GoalWish> Take { get; set; }

    private bool IsEnough => history is { All: { HasLeads: true, HasDeals: true } };

    protected override void OnInitialized()
    {
        if (Version.PeriodCommitments.FirstOrDefault(c => c.Measure == Measure.Revenue) is { } goal)
            (typed, period, isWorkedOut) = (Figures.Write(goal.Amount), goal.Period, true);
    }

    // The history is of the leads in the scope, and read again when that is another one.
    protected override async Task OnParametersSetAsync()
    {
        var was = of;
        of = Version;
        if (was is not null && was.Calendar == Version.Calendar && TermsText.Same(was.Scope, Version.Scope))
            return;
        var (version, scope) = (Version, Version.Scope);
        var read = await counts.History(Agreement, version);
        var actor = await me.Actor();
        if (!TermsText.Same(scope, Version.Scope))
            return;
        // How much the other side's people can take is not a partner's to see.
        history = actor.SeesAll() || Agreement.Receiver == actor.Party ? read : read with { Capacity = new(null, 0, 0) };
        if (isWorkedOut)
            Work();
    }

    private void Work()
    {
        (isWorkedOut, wrong, plan) = (true, null, null);
        try
        {
            var revenue = Figures.Read(typed, "revenue") ?? throw new InvalidArgument("revenue", "Write an amount over zero, like 240000.");
            Amounts.CheckPromise(revenue, "revenue");
            plan = history is null ? null : GoalPlan.Of(revenue, period, history);
            if (plan is null && IsEnough)
                throw new InvalidArgument("revenue", "That would take more leads than anybody has: write a smaller amount.");
        }
        catch (InvalidArgument refusal)
        {
            wrong = L.Said(refusal, viewer);
        }
    }

    private GoalWish Promises(GoalPlan p) => new(p.Promises(Agreement.Giver), []);

    private string Sentence(PeriodCommitment c) => string.Concat(L.Parts(c, Company.Currency).Select(part => part.Text));

    private string Arithmetic(GoalPlan p) => L["{0} ÷ {1} a deal = {2} deals ÷ {3} lead-to-deal = {4} leads, {5} of them sales-qualified",
        Money.Short(p.Revenue, Company.Currency), Money.Short(p.AverageDeal, Company.Currency), p.Deals,
        p.LeadToDeal.ToString("P1", CultureInfo.CurrentCulture), p.Leads, p.Qualified];

    private string Room(GoalPlan p)
    {
        var receiver = L.Party(Company, Agreement.Receiver);
        return p.Room is not { } room ? L["How much {0} has room for is not known yet.", receiver]
            : p.IsTooMuch ? L["More than {0} has room for: {1}.", receiver, room] : L["{0} has room for {1}.", receiver, room];
    }

    private string Samples(History h)
    {
        var said = L["Leads handed off and closed in the past 12 months: {0}. Won with an amount: {1}. Still open, and in no rate: {2}.",
            h.All.HandedOff, h.All.Priced, h.StillOpen];
        return h.Capacity.EachMonth is { } each
            ? $"{said} {L["A rep accepts {0} leads a month (median of {1} months of reps); active reps: {2}.",
                each.ToString("0.#", CultureInfo.CurrentCulture), h.Capacity.Sample, h.Capacity.Reps]}"
            : said;
    }
}
