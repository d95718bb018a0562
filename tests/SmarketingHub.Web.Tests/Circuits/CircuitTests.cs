namespace SmarketingHub.Web.Tests.Circuits;

public sealed class CircuitTests
{
    // Blazor's own bound of batches that a page has not acknowledged.
    private const int MostUnacknowledged = 10;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Circuits_that_are_gone_leave_no_view_and_no_handler(bool closed)
    {
        await using var board = await LiveBoard.Start();
        // Its first page makes what is made once.
        await (await board.Open()).Close();
        await LiveBoard.Until(() => board.Watching == 0);
        var before = board.Handling;
        var circuits = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => board.Open()));
        await LiveBoard.Until(() => board.Watching == 25);
        board.Handling.ShouldBeGreaterThanOrEqualTo(before + 25);

        foreach (var circuit in circuits)
            await (closed ? circuit.Close() : circuit.DisposeAsync().AsTask());

        await LiveBoard.Until(() => board.Watching == 0 && board.Handling == before);
    }

    [Fact]
    public async Task A_page_that_acknowledges_nothing_holds_up_no_other_keeps_a_bounded_backlog_and_catches_up()
    {
        await using var board = await LiveBoard.Start();
        await using var hung = await board.Open();
        await using var well = await board.Open();
        await board.Say("Head of nothing");
        await board.Shows(well, "Head of nothing");
        await board.Shows(hung, "Head of nothing");
        hung.Hang();
        var before = hung.Batches;

        for (var i = 0; i < 40; i++)
        {
            await board.Say($"Head of desk {i}.");
            await board.Shows(well, $"Head of desk {i}.");
        }

        (hung.Batches - before).ShouldBeInRange(1, MostUnacknowledged);
        hung.Saw("Head of desk 39.").ShouldBeFalse();
        await hung.Recover();
        await board.Shows(hung, "Head of desk 39.");
        hung.Saw("Head of desk 30.").ShouldBeFalse();
    }
}
