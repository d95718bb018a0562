using System.Collections.Concurrent;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Tests.Board;

/// <summary>Views are built beside the live board while it takes changes in.</summary>
public sealed class ViewsUnderChangeTests
{
    private const int Leads = 2_000;
    private const int Changes = 100;

    private static readonly string[] Grades = ["A", "B", "C", "D"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_view_is_the_filter_over_the_whole_at_its_sequence_and_no_change_is_lost_or_told_twice() =>
        Gen.Select(Gen.Int, Gen.Int[1, 200]).Sample((seed, burst) => Play(seed, burst).GetAwaiter().GetResult(), iter: 4, threads: 1);

    [Fact]
    public async Task Callers_of_one_filter_get_one_view_and_who_goes_meanwhile_takes_nobody_along()
    {
        await using var hub = await HubFixture.Start();
        await hub.Take("a@example.com", grade: "A");
        await Start(hub);
        await hub.Board.UpToDate(Cancellation);
        using var gone = new CancellationTokenSource();
        var filter = new BoardFilter { Grade = "A" };

        var leaving = hub.Board.Watch(filter, gone.Token).AsTask();
        var asked = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await hub.Board.Where(filter with { }, Cancellation)))
            .ToList();
        await gone.CancelAsync();
        var views = await Task.WhenAll(asked);
        try
        {
            (await leaving).Dispose();
        }
        catch (OperationCanceledException)
        {
            // It was gone before its view was there.
        }

        views.Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        views[0].Count.ShouldBe(1);
        hub.Board.Watching.ShouldBe(0);
        await Should.ThrowAsync<OperationCanceledException>(async () => await hub.Board.Where(filter with { Source = "new" }, gone.Token));
    }

    [Fact]
    public async Task A_change_elsewhere_leaves_no_gap_between_two_that_are_told()
    {
        var views = new LiveViews(new FakeTimeProvider(), NullLogger.Instance);
        void Take(long sequence, string grade) => Add(views, sequence, CardOf(sequence, new(1)) with { Grade = grade });

        Take(1, "A");
        using var watch = await views.Enter(new() { Grade = "A" }, Cancellation);
        Take(2, "A");
        watch.CatchUp(1)!.To.ShouldBe(2);
        Take(3, "D");
        // It was woken by what it has taken in already, and finds nothing.
        var next = watch.Next(Cancellation);
        Take(4, "A");

        (await next).ShouldSatisfyAllConditions(change => change.From.ShouldBe(2), change => change.To.ShouldBe(4),
            change => change.Cards.Single().Id.ShouldBe(4));
    }

    [Fact]
    public async Task A_view_that_fails_at_a_card_is_dropped_and_keeps_no_change_from_the_others()
    {
        var views = new LiveViews(new FakeTimeProvider(), NullLogger.Instance);
        void Take(long sequence, string? search) =>
            Add(views, sequence, CardOf(sequence, new(1)) with { Grade = "A", Search = search! });

        var fails = new BoardFilter { Text = SearchQuery.Of("company") };
        using var failing = await views.Enter(fails, Cancellation);
        using var other = await views.Enter(new() { Grade = "A" }, Cancellation);
        var waits = failing.Next(Cancellation);

        Take(1, null);
        Take(2, "");

        views.Whole.Sequence.ShouldBe(2);
        other.CatchUp(0)!.Cards.Count.ShouldBe(2);
        await Should.ThrowAsync<InvalidOperationException>(waits);
        await Should.ThrowAsync<InvalidOperationException>(failing.Next(Cancellation));
        Should.Throw<InvalidOperationException>(() => failing.CatchUp(0));
        views.Watching.ShouldBe(1);
    }

    private static void Add(LiveViews views, long sequence, Card card)
    {
        var changes = views.Whole.ChangesTo(new Dictionary<long, Card?> { [card.Id] = card });
        views.Take(changes, views.Whole.With(changes, sequence));
    }

    private static async Task Play(int seed, int burst)
    {
        var views = new LiveViews(new FakeTimeProvider(), NullLogger.Instance);
        var wholes = new ConcurrentDictionary<long, WholeBoard>();
        wholes[0] = views.Whole;
        using var over = new CancellationTokenSource();
        var viewers = Enumerable.Range(1, 6).Select(i => Task.Run(() => View(views, wholes, new(seed + i), over.Token), Cancellation))
            .ToList();
        await Task.Run(() => Change(views, wholes, new(seed), burst), Cancellation);
        await over.CancelAsync();
        await Task.WhenAll(viewers);
        views.Watching.ShouldBe(0);
    }

    /// <summary>The live board: so large that building a view of it takes longer than a change, and then changes.</summary>
    private static void Change(LiveViews views, ConcurrentDictionary<long, WholeBoard> wholes, Random random, int burst)
    {
        for (var sequence = 1; sequence <= Changes; sequence++)
        {
            var whole = views.Whole;
            var cards = new Dictionary<long, Card?>();
            foreach (var id in sequence == 1 ? Enumerable.Range(0, Leads) : Enumerable.Range(0, burst).Select(_ => random.Next(Leads)))
                cards[id] = random.Next(8) == 0 ? null : CardOf(id, random);
            var changes = whole.ChangesTo(cards);
            wholes[sequence] = whole.With(changes, sequence);
            views.Take(changes, wholes[sequence]);
        }
    }

    private static async Task View(LiveViews views, ConcurrentDictionary<long, WholeBoard> wholes, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var filter = new BoardFilter
            {
                Grade = Grades[random.Next(4)],
                Text = random.Next(3) == 0 ? null : SearchQuery.Of($"company {random.Next(9)}"),
            };
            var since = views.Whole.Sequence;
            if (random.Next(2) == 0)
            {
                var view = await views.Of(filter, Cancellation);
                view.Sequence.ShouldBeGreaterThanOrEqualTo(since);
                Same(view, wholes, filter);
                continue;
            }
            using var gone = new CancellationTokenSource();
            if (random.Next(5) == 0)
                gone.CancelAfter(TimeSpan.Zero);
            try
            {
                using var watch = await views.Enter(filter, gone.Token);
                watch.View.Sequence.ShouldBeGreaterThanOrEqualTo(since);
                if (random.Next(2) == 0)
                {
                    var (view, whole) = views.Renew(watch);
                    view.ShouldBeSameAs(watch.View);
                    whole.ShouldBeSameAs(wholes[view.Sequence]);
                }
                await Follow(watch, wholes, random.Next(4), over);
            }
            catch (OperationCanceledException)
            {
                // This one did not wait for it.
            }
        }
    }

    private static async Task Follow(BoardWatch watch, ConcurrentDictionary<long, WholeBoard> wholes, int times, CancellationToken over)
    {
        Same(watch.View, wholes, watch.Filter);
        var (mine, at) = (watch.View.Cards.ToDictionary(card => card.Id), watch.View.Sequence);
        for (; times > 0; times--)
        {
            var change = await watch.Next(over);
            (change.From, change.To).ShouldBe((at, watch.View.Sequence));
            at = change.To;
            foreach (var card in change.Cards)
                mine[card.Id] = card;
            foreach (var id in change.Gone)
                // It may have come and gone in between.
                mine.Remove(id);
            mine.Values.OrderBy(c => c.Id).SequenceEqual(wholes[at].Cards.Values.Where(watch.Filter.Holds).OrderBy(c => c.Id))
                .ShouldBeTrue();
        }
    }

    private static void Same(BoardView view, ConcurrentDictionary<long, WholeBoard> wholes, BoardFilter filter)
    {
        var should = wholes[view.Sequence].View.Where(filter);
        view.Count.ShouldBe(should.Count);
        foreach (var column in Enum.GetValues<Column>())
            view.Columns[column].SequenceEqual(should.Columns[column]).ShouldBeTrue();
        (view.OnTime, view.NextBreach).ShouldBe((should.OnTime, should.NextBreach));
    }

    private static Card CardOf(long id, Random random) => new()
    {
        Id = id,
        Version = random.Next(1_000),
        Stage = id % 2 == 0 ? Stage.Captured : Stage.Working,
        Column = id % 2 == 0 ? Column.Captured : Column.Working,
        Name = "Company",
        Search = $"company {random.Next(9)}",
        Holder = "sales",
        Grade = Grades[random.Next(4)],
        Clock = id % 3 == 0
            ? null
            : new(Promise.Touch, ClockState.Running, Sla.Running, HubFixture.Monday,
                HubFixture.Monday + Duration.FromMinutes(random.Next(999)), null, "c@1"),
    };

    private static async Task Start(HubFixture hub)
    {
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
    }
}
