namespace SmarketingHub.Web.Tests.Api;

/// <summary>Waits for what other threads do, without a fixed time.</summary>
public static class Eventually
{
    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(10, limit.Token);
    }
}
