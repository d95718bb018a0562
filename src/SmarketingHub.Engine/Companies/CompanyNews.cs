using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Engine.Companies;

public static class CompanyNews
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Waits until viewers see what was just written: the feed reads the ledger after the commit.</summary>
    public static async Task Until(this BoardFeed feed, Func<Company, bool> isSeen)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (isSeen(feed.Company))
                seen.TrySetResult();
        }
        feed.Changed += Look;
        try
        {
            Look();
            await seen.Task.WaitAsync(Longest);
        }
        finally
        {
            feed.Changed -= Look;
        }
    }
}
