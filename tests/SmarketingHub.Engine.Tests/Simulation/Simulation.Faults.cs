using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Play;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// What must make no difference: two processes that write by turns, a commit that fails, and how many leads a door has in memory.
/// </summary>
internal sealed partial class Simulation
{
    private async Task SendSomehow(List<Command> burst, Process through)
    {
        switch (faults.Next(8))
        {
            case 0: await SendByTurns(burst); return;
            case 1: await SendInVain(burst); break;
        }
        await Send(burst, through);
    }

    /// <summary>
    /// Each command through the other process than the one before, so that each door finds that somebody else has written.
    /// </summary>
    private async Task SendByTurns(List<Command> burst)
    {
        var other = await Second();
        done += burst.Count;
        for (var i = 0; i < burst.Count; i++)
        {
            var through = i % 2 == 0 ? other : main;
            Say($"by turns, {(through == main ? "1st" : "2nd")} process: {burst[i]}");
            burst[i].Sent = burst[i].Send(through.Door);
            await Settle([burst[i]]);
        }
        Judge(burst, crashed: false);
        Changed();
        await DoorsKnow([.. burst.SelectMany(c => c.Leads).Distinct()]);
    }

    /// <summary>All of them decided, and none of them written: nobody is told otherwise, and nothing remembers it.</summary>
    private async Task SendInVain(List<Command> burst)
    {
        Say("a commit fails");
        main.Crash.FailsToCommit = true;
        await SendTogether(burst);
        main.Crash.FailsToCommit = false;
        foreach (var command in burst)
            Broken.Unless(command.Sent!.IsFaulted && command.Sent.Exception!.InnerException is Busy or Refusal,
                "nothing acknowledged is lost", $"{command} was told that it is done");
        Broken.Unless(disk.LinesAfter(Model.Sequence).Count == 0, "a group is written as one", "a commit that failed");
        await DoorsKnow([.. burst.SelectMany(c => c.Leads).Distinct()]);
    }

    private async Task FireInVain(Process by)
    {
        Say("a commit fails");
        by.Crash.FailsToCommit = true;
        await Killed(by.FireAll());
        by.Crash.FailsToCommit = false;
        Broken.Unless(disk.LinesAfter(Model.Sequence).Count == 0, "a group is written as one", "a commit that failed");
    }

    /// <summary>What a door has in memory is what stands in the file.</summary>
    private async Task DoorsKnow(IReadOnlyList<long> leads)
    {
        List<long> known = [.. leads.Where(id => Model.Lead(id) is not null)];
        foreach (var process in new[] { main, second }.OfType<Process>())
            foreach (var (atTheDoor, inTheFile) in await process.Leads(known))
                Broken.Unless(atTheDoor == inTheFile, "a door knows what is in the file", $"{atTheDoor}, in the file {inTheFile}");
    }
}
