using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>What the desk and the overview read of the past and of what runs, counted once for all who look.</summary>
public sealed class DeskFigures(FigureCache figures, IDbContextFactory<HubContext> contexts, LiveBoard live, ReportFolds folds)
{
    public async Task<DeskPast> Past() => (await figures.Once("desk", (_, now) => Read(now, DeskPast.Read))).What;

    /// <summary>The promises that run, and how likely they are missed.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Of it, party and promise.</param>
    /// <param name="page">From 1.</param>
    /// <param name="now">For what is shown.</param>
    public async Task<ForecastPage> Forecasts(Actor actor, BreachFilter filter, int page, Instant now)
    {
        var judged = await Judged();
        await using var rows = await contexts.CreateDbContextAsync();
        return await judged.Page(rows, live.Company, actor, filter, page, now);
    }

    /// <summary>How many promises run, whatever the filter.</summary>
    public async Task<RunningCount> Running(Actor actor, Instant now)
    {
        var judged = await Judged();
        await using var rows = await contexts.CreateDbContextAsync();
        return await judged.Count(rows, live.Company, actor, now);
    }

    public async Task<CauseCounts> Causes(Instant now)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return await CauseCounts.Read(rows, now);
    }

    public async Task<IReadOnlyList<long>> Behind(PatternKey pattern) => (await figures.Once($"desk {pattern}",
        (_, now) => Read(now, moment => DeskPast.BreachesOf(moment, pattern)))).What;

    private async Task<ForecastList> Judged() => (await figures.Once("desk forecasts", async (rows, now) =>
        await ForecastList.Judge(rows, await live.CompanyUpToDate(CancellationToken.None), (await Past()).Pace, now))).What;

    // A moment of its own: what was counted for it is of the same transaction.
    private async Task<T> Read<T>(Instant now, Func<ReportMoment, T> read)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = await ReportMoment.Open(rows, live.Company, now, CancellationToken.None, folds);
        return read(moment);
    }
}
