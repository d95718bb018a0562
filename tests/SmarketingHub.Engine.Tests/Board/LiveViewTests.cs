using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Search;

namespace SmarketingHub.Engine.Tests.Board;

public sealed class LiveViewTests
{
    private static readonly BoardFilter GradeA = new() { Grade = "A" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changed_is_worked_out_once_for_all_who_watch_the_same()
    {
        await using var hub = await Start();
        using var first = await hub.Board.Watch(GradeA, Cancellation);
        using var second = await hub.Board.Watch(GradeA with { }, Cancellation);
        await hub.Take("a@example.com", grade: "A");

        var told = await Next(first);

        (await Next(second)).ShouldBeSameAs(told);
        first.View.ShouldBeSameAs(second.View);
    }

    [Fact]
    public async Task A_slow_viewer_finds_the_newest_of_each_card_and_no_gap()
    {
        await using var hub = await Start();
        var (edited, closed) = (await hub.Take("a@example.com", grade: "A"),
            await hub.Take("b@example.com", company: "Brillo", grade: "A"));
        await hub.Board.UpToDate(Cancellation);
        using var slow = await hub.Board.Watch(GradeA, Cancellation);
        using var quick = await hub.Board.Watch(GradeA, Cancellation);
        var joined = slow.View.Sequence;
        foreach (var product in (string[])["one", "two", "three"])
        {
            await hub.Fire(edited, Trigger.Edit,
                new() { Edit = new(new(null, null, null, null, null), null, new() { Product = product }) });
            await Next(quick);
        }
        await hub.Fire(closed, Trigger.Disqualify, new() { Reason = "spam" });
        var last = await Next(quick);

        var change = await Next(slow);

        (change.From, change.To).ShouldBe((joined, last.To));
        change.Cards.Single().Product.ShouldBe("three");
        change.Gone.ShouldBe([closed]);
        last.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_it_missed_as_far_as_that_is_remembered()
    {
        await using var hub = await Start();
        await hub.Take("a@example.com", grade: "A");
        var before = await hub.Board.UpToDate(Cancellation);
        (await hub.Board.Watch(GradeA, Cancellation)).Dispose();
        var missed = await hub.Take("c@example.com", company: "Cielo", grade: "A");
        await hub.Take("d@example.com", company: "Dia", grade: "D");
        await hub.Board.UpToDate(Cancellation);
        using var back = await hub.Board.Watch(GradeA, Cancellation);

        back.CatchUp(before.Sequence)!.Cards.Single().Id.ShouldBe(missed);
        back.CatchUp(back.View.Sequence)!.Cards.ShouldBeEmpty();
        back.CatchUp(before.Sequence - 1).ShouldBeNull("nobody watched then");
        back.CatchUp(back.View.Sequence + 1).ShouldBeNull("that is still to come");
    }

    [Fact]
    public async Task What_nobody_watches_is_not_remembered_for_long()
    {
        await using var hub = await Start();
        var before = await hub.Board.UpToDate(Cancellation);
        (await hub.Board.Watch(GradeA, Cancellation)).Dispose();
        hub.Time.Advance(TimeSpan.FromMinutes(2));
        await hub.Take("a@example.com", grade: "A");
        await hub.Board.UpToDate(Cancellation);

        using var back = await hub.Board.Watch(GradeA, Cancellation);

        back.View.Count.ShouldBe(1);
        back.CatchUp(before.Sequence).ShouldBeNull();
    }

    [Fact]
    public async Task Filters_that_callers_make_up_do_not_fill_the_memory()
    {
        await using var hub = await Start();
        var before = hub.Board.Current.Sequence;
        for (var i = 0; i < 200; i++)
            (await hub.Board.Watch(new() { Text = SearchQuery.Of($"{i}") }, Cancellation)).Dispose();
        await hub.Take("a@example.com");
        await hub.Board.UpToDate(Cancellation);

        var remembered = 0;
        for (var i = 0; i < 200; i++)
        {
            using var watch = await hub.Board.Watch(new() { Text = SearchQuery.Of($"{i}") }, Cancellation);
            remembered += watch.CatchUp(before) is null ? 0 : 1;
        }

        remembered.ShouldBeLessThanOrEqualTo(64);
    }

    [Fact]
    public async Task A_country_that_is_no_text_stops_nobodys_board()
    {
        await using var hub = await Start();
        using var asksForNothing = await hub.Board.Watch(new() { Grade = "D", Country = "\ufffe" }, Cancellation);
        using var all = await hub.Board.Watch(BoardFilter.Everything, Cancellation);

        await hub.Take(grade: "D", country: "PL");

        (await Next(all)).Cards.Single().Country.ShouldBe("PL");
        asksForNothing.View.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_view_made_at_once_is_the_same_as_one_made_card_by_card()
    {
        await using var hub = await Start();
        var lead = await hub.Take("a@example.com", grade: "A");
        await hub.Fire(lead, Trigger.Ready);
        await hub.Take("b@example.com", company: "Brillo", grade: "A");
        await hub.Pass(NodaTime.Duration.FromHours(30));
        var board = await hub.Board.UpToDate(Cancellation);

        var oneByOne = board.Cards.Values.Aggregate(BoardView.Empty, (view, card) => view.With([new(card.Id, null, card)]));
        var atOnce = board.View.Where(GradeA);

        (atOnce.OnTime, atOnce.AtRisk, atOnce.Breached).ShouldBe((oneByOne.OnTime, oneByOne.AtRisk, oneByOne.Breached));
        atOnce.Breached.ShouldBe(1);
        atOnce.NextBreach.ShouldBe(oneByOne.NextBreach);
        foreach (var column in Enum.GetValues<Column>())
            atOnce.Columns[column].ShouldBe(oneByOne.Columns[column]);
    }

    private static Task<BoardChange> Next(BoardWatch watch) => watch.Next(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

    private static async Task<HubFixture> Start()
    {
        var hub = await HubFixture.Start();
        await hub.Board.StartAsync(default);
        await hub.Board.Ready;
        return hub;
    }
}
