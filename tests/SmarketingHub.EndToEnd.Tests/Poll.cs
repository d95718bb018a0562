namespace SmarketingHub.EndToEnd.Tests;

/// <summary>Waits for what a real process will do; never for time to pass.</summary>
public static class Poll
{
    public static async Task Until(Func<Task<bool>> holds, TimeSpan limit, Func<string> message)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var over = new CancellationTokenSource(limit);
        while (!await holds())
        {
            try
            {
                await timer.WaitForNextTickAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(message());
            }
        }
    }
}
