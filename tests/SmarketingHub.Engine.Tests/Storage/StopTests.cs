namespace SmarketingHub.Engine.Tests.Storage;

public sealed class StopTests
{
    [Fact]
    public async Task After_a_stop_nothing_is_left_in_a_log_beside_the_file()
    {
        var hub = await HubFixture.Start();
        await hub.Take();
        var log = hub.File + "-wal";
        File.Exists(log).ShouldBeTrue();

        await hub.Stop();

        File.Exists(log).ShouldBeFalse();
        await hub.DisposeAsync();
    }
}
