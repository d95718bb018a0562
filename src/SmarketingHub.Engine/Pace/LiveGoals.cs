using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.Pace;

/// <summary>A joint goal in force, and how much of it is reached in the period of now.</summary>
public sealed record Goal(
    Agreement Agreement, AgreementVersion Version, PeriodCommitment Commitment, PeriodSpan Span, WorkCalendar Calendar, decimal Actual)
{
    /// <summary>As of an instant; once its period is over, of the next one, in which nothing is reached yet.</summary>
    public PaceOf At(Instant now)
    {
        var (span, actual) = now < Span.To ? (Span, Actual) : (PeriodSpan.Of(Commitment.Period, now, Calendar.Zone), 0);
        var days = WorkingDays.Of(span, now, Calendar);
        return new(Commitment, span, actual, Commitment.Amount * days.Share, days.Project(actual), days, 0, 0, new(0, 0, 0, 0, 0), null,
            []);
    }

    // What is in force is frozen: its number says what it promises.
    internal bool IsOf(Goal other) =>
        (Agreement.Id, Version.Number, Commitment.Id, Span) == (other.Agreement.Id, other.Version.Number, other.Commitment.Id, other.Span);
}

/// <summary>
/// The joint goals of all agreements in force, counted once for the whole server: after the first look only leads that moved are read.
/// </summary>
public sealed class LiveGoals(
    LiveBoard live, IDbContextFactory<HubContext> contexts, TimeProvider time, ILogger<LiveGoals> log) : BoardFollower(live, contexts, log)
{
    // Nothing else reaches a goal, or takes back that it was reached.
    private static readonly string[] Telling = [.. new[] { typeof(StageMoved), typeof(LeadPlaced), typeof(LeadMerged),
        typeof(ImportTakenBack) }.Select(LedgerJson.NameOf)];

    // Business time goes on while nothing happens.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private readonly Listeners<Action> listeners = new(log);
    private Dictionary<long, decimal>[] reached = [];
    private (int Days, int Percent)[] passed = [];
    private long last = -1;
    private volatile IReadOnlyList<Goal> goals = [];

    /// <summary>A goal came nearer, is another, or should be elsewhere by now; quick handlers only.</summary>
    public event Action Changed
    {
        add => listeners.Add(value);
        remove => listeners.Remove(value);
    }

    /// <summary>The goals of the agreement that is most this actor's: of its own party, else the first with any.</summary>
    public IReadOnlyList<Goal> Of(Actor actor)
    {
        var seen = goals.Where(g => actor.Sees(g.Agreement)).ToList();
        var own = seen.Find(g => g.Agreement.IsBetween(actor.Party ?? "", null)) ?? seen.FirstOrDefault();
        return seen.FindAll(g => g.Agreement.Id == own?.Agreement.Id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => Wake(), null, Every, Every);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override async Task Look(HubContext rows, CancellationToken stopping)
    {
        var (to, now, known) = (Live.Current.Sequence, Instant.FromDateTimeOffset(time.GetUtcNow()), goals);
        var wanted = InForce(Live.Company, now).ToList();
        var isSame = wanted.Count == known.Count && wanted.Zip(known).All(pair => pair.First.IsOf(pair.Second));
        if (wanted.Count > 0)
            await Count(rows, wanted, isSame, to, stopping);
        last = to;
        goals = [.. wanted.Select((goal, i) => goal with { Actual = reached[i].Values.Sum() })];
        var before = passed;
        passed = [.. goals.Select(goal => Passed(goal.At(now).Days))];
        if (!isSame || !passed.SequenceEqual(before) || !goals.Zip(known).All(pair => pair.First.Actual == pair.Second.Actual))
            listeners.Tell(listener => listener());
    }

    // As finely as a bar shows it.
    private static (int Days, int Percent) Passed(WorkingDays days) => (days.Passed, (int)(days.Share * 100 ?? 0));

    private async Task Count(HubContext rows, List<Goal> wanted, bool isSame, long to, CancellationToken stopping)
    {
        var after = last;
        var moved = rows.Ledger.Where(e => e.Sequence > after && e.Sequence <= to && e.LeadId != null && Telling.Contains(e.Type))
            .Select(e => e.LeadId!.Value);
        if (!isSame)
        {
            reached = [.. wanted.Select(_ => new Dictionary<long, decimal>())];
            moved = CameFar(rows, wanted.Min(g => g.Span.From));
        }
        await foreach (var path in PathReader.Read(rows, moved, Instant.MaxValue).WithCancellation(stopping))
            foreach (var (goal, sums) in wanted.Zip(reached))
            {
                var count = new PeriodCount(goal.Agreement, goal.Version, goal.Commitment, goal.Span);
                count.Add(path);
                if (count.Sum == 0)
                    sums.Remove(path.Id);
                else
                    sums[path.Id] = count.Sum;
            }
    }

    private static IQueryable<long> CameFar(HubContext rows, Instant since)
    {
        Stage[] early = [Stage.Captured, Stage.Nurturing, Stage.Ready];
        return rows.Leads.Where(l => l.LastAt >= since && (!early.Contains(l.Stage) || l.Handoffs.Any())).Select(l => l.Id);
    }

    private static IEnumerable<Goal> InForce(Company company, Instant now) =>
        from agreement in company.Agreements
        let version = agreement.InForce(now)
        where version is not null
        let calendar = company.Calendars[company.CalendarFor(version.Calendar, now)]
        from commitment in version.PeriodCommitments
        where commitment.Kind == PeriodKind.Goal
        select new Goal(agreement, version, commitment, PeriodSpan.Of(commitment.Period, now, calendar.Zone), calendar, 0);
}
