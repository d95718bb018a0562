using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// What reports read: it follows from either process and however the last one ended, and what was known at a moment stays what was known.
/// </summary>
internal sealed partial class Simulation
{
    private const int MostAsked = 8;

    private readonly List<(long KnownAt, string Rows)> asked = [];

    private async Task Report()
    {
        // A clock that is set back records anew under times that were asked for.
        asked.RemoveAll(a => a.KnownAt >= time.Now);
        switch (reporting.Next(14))
        {
            case 0 or 1:
                Say("reports follow");
                await main.Follower.Follow();
                break;
            case 2 when second is not null:
                Say("2nd process: reports follow");
                await second.Follower.Follow();
                break;
            case 3: await FollowKilled(); break;
            case 4:
                // What is done at this very instant is not known yet.
                var now = time.Now - 1;
                Say($"asked for what was known at {Clocked.Text(now)}");
                asked.Add((now, await main.Reports(now)));
                asked.RemoveRange(0, Math.Max(0, asked.Count - MostAsked));
                break;
            case 5 when asked.Count > 0: await AskAgain(asked[reporting.Next(asked.Count)]); break;
            case 6 when reporting.Next(6) == 0:
                Say("reports are made anew");
                await main.Follower.Rebuild();
                break;
        }
    }

    private async Task AskAgain((long KnownAt, string Rows) before)
    {
        Say($"asked again for what was known at {Clocked.Text(before.KnownAt)}");
        Same(before.Rows, await main.Reports(before.KnownAt), "what was known at a moment stays so");
    }

    /// <summary>The process ends while the rows of reports follow.</summary>
    private async Task FollowKilled()
    {
        var (at, anew) = (CrashAt.Statement, reporting.Next(2) == 0);
        if (reporting.Next(2) == 0)
            at = Enum.GetValues<CrashAt>()[reporting.Next((int)CrashAt.Told)];
        Say($"killed at {at} while reports {(anew ? "are made anew" : "follow")}");
        // Amid the first batch of leads, or one of those that come after it.
        main.Crash.Arm(at, reporting.Next(reporting.Next(2) == 0 ? 30 : 600), reporting.NextDouble(), disk.WalLength, disk.Keep);
        await Killed(anew ? main.Follower.Rebuild() : main.Follower.Follow());
        var crashed = main.Crash.Crashed;
        main.Crash.Disarm();
        if (!crashed)
            disk.Keep(null);
        await Leave();
        disk.Next();
        await Begin();
        Broken.Unless(disk.LinesAfter(Model.Sequence).Count == 0, "reports write nothing into the ledger", "");
    }

    /// <summary>Followed, made anew and folded here and now they are the same.</summary>
    private async Task Reported()
    {
        foreach (var before in asked)
            await AskAgain(before);
        var folded = main.FoldedReports();
        await main.Follower.Follow();
        Same(folded, await main.Reports(null), "the rows of reports are what the ledger says");
        Broken.Unless(main.Verify() is { IsWhole: true }, "verify is green", string.Join(" ", main.Verify().Problems));
        foreach (var lead in Model.Leads.Values)
            rows.SameReport(lead);
        await main.Follower.Rebuild();
        Same(folded, await main.Reports(null), "rows of reports that are made anew are those that followed");
    }

    private static void Same(string expected, string actual, string rule)
    {
        if (expected == actual)
            return;
        var (shall, stands) = (expected.Split('\n'), actual.Split('\n'));
        throw new Broken(rule, $"missing: {string.Join(" | ", shall.Except(stands).Take(3))}; "
            + $"too much: {string.Join(" | ", stands.Except(shall).Take(3))}");
    }
}
