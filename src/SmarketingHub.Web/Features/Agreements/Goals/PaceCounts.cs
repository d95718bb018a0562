using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Pace;
using SmarketingHub.Web.Features.Counting;

namespace SmarketingHub.Web.Features.Agreements.Goals;

/// <summary>How promises stand, and what history says.</summary>
public sealed class PaceCounts(LiveBoard live, FigureCache figures)
{
    /// <summary>Counted now, or a moment ago.</summary>
    public async Task<IReadOnlyList<PaceOf>> Pace(Agreement agreement, AgreementVersion version, Actor viewer) =>
        (await PaceNow(agreement, version, viewer)).Paces;

    /// <summary>Counted now, or a moment ago; with it how long it stays while something has happened since. Null: nothing has.</summary>
    public async Task<(IReadOnlyList<PaceOf> Paces, TimeSpan? Behind)> PaceNow(Agreement agreement, AgreementVersion version, Actor viewer)
    {
        var counted = await figures.Once<IReadOnlyList<PaceOf>>(
            $"pace {agreement.Id} {version.Number} {version.Revision} {viewer.SeesAll()}",
            async (rows, now) =>
            {
                var paces = await PaceReport.Read(rows, live.Company, agreement, version, now);
                // What never came to a partner is not its to count.
                return viewer.SeesAll() ? paces : [.. paces.Select(p => p with { LeftOut = p.LeftOut with { NotPassed = 0 } })];
            });
        var left = figures.Left(counted);
        return (counted.What, counted.Sequence >= live.Current.Sequence ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>Of the leads in the scope of these terms.</summary>
    public async Task<History> History(Agreement agreement, AgreementVersion version) =>
        (await figures.Once($"history {agreement.Id} {version.Number} {version.Revision}",
            (rows, now) => Engine.Pace.History.Read(rows, live.Company, agreement, version.Scope,
                live.Company.Calendars[live.Company.CalendarFor(version.Calendar, now)].Zone, now))).What;
}
