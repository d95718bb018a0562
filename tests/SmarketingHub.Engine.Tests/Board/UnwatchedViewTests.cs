using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Engine.Tests.Board;

/// <summary>What becomes of views that nobody watches, or waits for, any more.</summary>
public sealed class UnwatchedViewTests
{
    private const int Most = 64;

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_used_last_stay_for_who_comes_back_and_the_others_go_with_the_next_change()
    {
        var views = new LiveViews(time, NullLogger.Instance);
        Change(views, 1);
        for (var i = 0; i < 70; i++)
        {
            (await views.Enter(Source($"{i}"), Cancellation)).Dispose();
            time.Advance(TimeSpan.FromMilliseconds(100));
        }
        using var stays = await views.Enter(Source("watched"), Cancellation);

        Change(views, 2, "0", "69", "watched");

        views.Count.ShouldBe(Most + 1);
        using var back = await views.Enter(Source("69"), Cancellation);
        back.CatchUp(1)!.Cards.Count.ShouldBe(1);
        using var late = await views.Enter(Source("0"), Cancellation);
        late.CatchUp(1).ShouldBeNull("it was let go");
        late.View.Count.ShouldBe(1);
        (await stays.Next(Cancellation)).Cards.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_to_questions_are_let_go_too()
    {
        var views = new LiveViews(time, NullLogger.Instance);
        for (var i = 0; i < 100; i++)
            await views.Of(Source($"{i}"), Cancellation);

        views.Count.ShouldBeLessThanOrEqualTo(Most + 1);
    }

    [Fact]
    public async Task Partners_who_ask_in_turn_find_their_views_however_much_others_search()
    {
        const int all = 60_000;
        const int partners = 20;
        var views = new LiveViews(time, NullLogger.Instance);
        Change(views, 1, [.. Enumerable.Range(0, all).Select(i => i < 100 * partners ? $"{i % partners}" : "large")]);
        for (var i = 0; i < partners; i++)
            await Ask(Source($"{i}"));
        // Each holds all that there is, or nearly so.
        foreach (var large in (BoardFilter[])[new() { Holder = "sales" }, Source("large"), new() { Grade = "A" },
            new() { Grade = "A", Holder = "sales" }, BoardFilter.Everything])
            await Ask(large);

        Change(views, 2, [.. Enumerable.Range(0, partners).Select(i => $"{i}")]);

        for (var i = 0; i < partners; i++)
        {
            using var back = await views.Enter(Source($"{i}"), Cancellation);
            back.View.Count.ShouldBe(101);
            back.CatchUp(1).ShouldNotBeNull($"{i} stayed").Cards.Count.ShouldBe(1);
        }
        // Of those that hold nearly all, no more than fit on two boards; what holds all shares its cards.
        views.Count.ShouldBe(partners + 2);

        async Task Ask(BoardFilter filter)
        {
            await views.Of(filter, Cancellation);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Who_leaves_after_a_quiet_time_finds_the_view_for_a_minute_all_the_same()
    {
        var views = new LiveViews(time, NullLogger.Instance);
        var watch = await views.Enter(Source("mine"), Cancellation);
        time.Advance(TimeSpan.FromMinutes(5));
        watch.Dispose();
        time.Advance(TimeSpan.FromSeconds(59));
        Change(views, 1, "mine");

        using (var back = await views.Enter(Source("mine"), Cancellation))
            back.CatchUp(0).ShouldNotBeNull().Cards.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(59));
        // To leave twice is to leave once.
        watch.Dispose();
        time.Advance(TimeSpan.FromSeconds(2));
        Change(views, 2, "mine");
        views.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_asked_for_is_there_until_its_callers_have_come()
    {
        var views = new LiveViews(time, NullLogger.Instance);
        var late = new Late(10);
        var entering = late.Call(() => Enumerable.Range(0, 10).Select(i => views.Enter(Source($"{i}"), Cancellation).AsTask()).ToList());
        await late.AllWait;
        Change(views, 1, "0", "9");
        late.Come();
        var watches = await Task.WhenAll(entering);

        Change(views, 2, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);

        watches.Sum(watch => watch.View.Count).ShouldBe(2);
        foreach (var watch in watches)
            (await watch.Next(Cancellation)).Cards.Single().Source.ShouldBe(watch.Filter.Source);
    }

    [Fact]
    public async Task A_building_that_nobody_waits_for_any_more_ends_and_who_asks_again_gets_a_view()
    {
        using var gone = new CancellationTokenSource();
        var begin = new TaskCompletionSource();
        var parts = 0;
        Task? leaving = null;
        var views = new LiveViews(time, NullLogger.Instance, () =>
        {
            if (++parts > 1)
                return;
            gone.Cancel();
            ((IAsyncResult)leaving!).AsyncWaitHandle.WaitOne();
        });
        Change(views, 1, [.. Enumerable.Repeat("mine", 10_000)]);
        leaving = Task.Run(async () =>
        {
            await begin.Task;
            await views.Enter(Source("mine"), gone.Token);
        }, Cancellation);
        begin.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(leaving);
        using var other = await views.Enter(Source("other"), Cancellation);
        var partsOfOne = parts - 1;
        using var again = await views.Enter(Source("mine"), Cancellation);

        again.View.Count.ShouldBe(10_000);
        partsOfOne.ShouldBeGreaterThan(1);
        parts.ShouldBe(1 + 2 * partsOfOne);
    }

    [Fact]
    public async Task A_building_that_is_cancelled_by_something_else_leaves_nobody_waiting()
    {
        var fails = true;
        var views = new LiveViews(time, NullLogger.Instance, () =>
        {
            if (fails)
                throw new OperationCanceledException("Something else ended.");
        });
        Change(views, 1, [.. Enumerable.Repeat("mine", 10_000)]);

        await Should.ThrowAsync<OperationCanceledException>(Ask());
        fails = false;

        (await Ask()).Count.ShouldBe(10_000);

        Task<BoardView> Ask() => views.Of(Source("mine"), Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    private static BoardFilter Source(string source) => new() { Source = source };

    /// <summary>Further cards, one a source.</summary>
    private static void Change(LiveViews views, long sequence, params string[] sources)
    {
        var cards = sources.Select((source, i) => new Card
        {
            Id = sequence * 100_000 + i,
            Version = 1,
            Stage = Stage.Captured,
            Name = "Company",
            Holder = "sales",
            Grade = "A",
            Source = source,
        });
        var changes = views.Whole.ChangesTo(cards.ToDictionary(card => card.Id, Card? (card) => card));
        views.Take(changes, views.Whole.With(changes, sequence));
    }

    /// <summary>Callers that hear of what they waited for, and do not come before they are told.</summary>
    private sealed class Late(int callers) : SynchronizationContext
    {
        private readonly ConcurrentQueue<Action> come = [];
        private readonly TaskCompletionSource allWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task AllWait => allWait.Task;

        public T Call<T>(Func<T> call)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return call();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void Come()
        {
            while (come.TryDequeue(out var one))
                one();
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            come.Enqueue(() => d(state));
            if (come.Count == callers)
                allWait.TrySetResult();
        }
    }
}
