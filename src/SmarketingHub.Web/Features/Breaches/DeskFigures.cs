using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Breaches;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Reports.Reading;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Features.Breaches;

/// <summary>What the desk reads of the past, counted once for all who look.</summary>
public sealed class DeskFigures(FigureCache figures, IDbContextFactory<HubContext> contexts, LiveBoard live)
{
    public async Task<DeskPast> Past() => (await figures.Once("desk", (_, now) => Read(now, DeskPast.Read))).What;

    /// <summary>How many promises that run will more likely be missed than not.</summary>
    public async Task<int> Likely(Actor actor)
    {
        var past = await Past();
        return (await figures.Once($"desk likely {actor.SeesOnly()}", async (_, now) =>
        {
            await using var rows = await contexts.CreateDbContextAsync();
            return (await ForecastList.Read(rows, live.Company, past.Pace, actor, new(), 1, now)).Likely;
        })).What;
    }

    public async Task<CauseCounts> Causes(Instant now)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        return await CauseCounts.Read(rows, now);
    }

    public async Task<IReadOnlyList<long>> Behind(PatternKey pattern) => (await figures.Once($"desk {pattern}",
        (_, now) => Read(now, moment => DeskPast.BreachesOf(moment, pattern)))).What;

    // A moment of its own: what was counted for it is of the same transaction.
    private async Task<T> Read<T>(Instant now, Func<ReportMoment, T> read)
    {
        await using var rows = await contexts.CreateDbContextAsync();
        await using var moment = await ReportMoment.Open(rows, live.Company, now, CancellationToken.None);
        return read(moment);
    }
}
