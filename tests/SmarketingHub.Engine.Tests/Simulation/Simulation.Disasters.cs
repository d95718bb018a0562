using System.Text;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Play;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>Crashes, restarts and imports.</summary>
internal sealed partial class Simulation
{
    /// <summary>A burst or the enforcer, killed at some point of the write path.</summary>
    private async Task CrashStep()
    {
        var (at, after, part) = (dice.Pick(Enum.GetValues<CrashAt>()), dice.Below(40), random.NextDouble());
        var burst = dice.Chance(0.8) ? Burst() : [];
        Say($"killed at {at} ({after} statements)");
        if (at != CrashAt.Told)
            main.Crash.Arm(at, after, part, disk.WalLength, disk.Keep);
        if (burst.Count == 0)
            await Killed(main.FireAll());
        else
            await SendTogether(burst);
        var crashed = main.Crash.Crashed;
        main.Crash.Disarm();
        // Nobody was there to be killed: the power goes when all was told.
        if (!crashed)
            disk.Keep(null);
        await Leave();
        disk.Next();
        await Begin();
        done += burst.Count;
        if (burst.Count > 0)
            Judge(burst, crashed);
        else
            JudgeFired();
    }

    private static async Task Killed(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error) when (error is not Broken)
        {
            // Whoever waited for a killed process is told nothing.
            _ = error;
        }
    }

    /// <summary>All in one transaction, whatever the threads do: they wait behind one command that changes nothing.</summary>
    private async Task SendTogether(List<Command> burst)
    {
        using var allSent = new ManualResetEventSlim();
        using var isIn = new ManualResetEventSlim();
        var first = main.Door.Do(Domain.People.Actor.System, bool (write) =>
        {
            isIn.Set();
            allSent.Wait();
            throw new Domain.NotFound("nothing");
        });
        // Killed at the very beginning, it never comes in.
        while (!isIn.Wait(1) && !first.IsCompleted)
            continue;
        foreach (var command in burst)
        {
            Say($"together: {command}");
            command.Sent = command.Send(main.Door);
        }
        allSent.Set();
        await Killed(first);
        await Settle(burst);
    }

    /// <summary>A stop and a start, of all processes.</summary>
    private async Task Restart()
    {
        Say("restarted");
        await Leave();
        await Begin();
    }

    private async Task Leave()
    {
        viewers = [];
        if (second is not null)
            await second.DisposeAsync();
        second = null;
        await main.DisposeAsync();
    }

    private async Task Begin()
    {
        rows = new(disk);
        main = await Process.Start(disk.File, time, NewKey, InMemory(0), loft);
    }

    private int imports;

    /// <summary>A file of history or of new inquiries, sometimes twice, sometimes killed amid and imported again.</summary>
    private async Task Import(Process through)
    {
        var (number, isHistory, actor) = (++imports, dice.Chance(0.6), dice.Program());
        var csv = Csv(number, isHistory);
        const string told = "SELECT (SELECT COUNT(*) FROM Notices) + (SELECT COUNT(*) FROM Deliveries) WHERE $p = 0";
        var notices = disk.Number(told);
        var times = dice.Chance(0.3) ? 2 : 1;
        for (var time = 1; time <= times; time++)
        {
            Say($"import {number} of {(isHistory ? "history" : "new inquiries")}, time {time}, by {actor}");
            var result = await through.Importer.Import(
                new() { Csv = new MemoryStream(Encoding.UTF8.GetBytes(csv)), As = isHistory ? ImportAs.History : ImportAs.New }, actor);
            runs.Add(result.Run);
            var lines = Imported(isHistory);
            Broken.Unless(lines.TrueForAll(l => l.Actor == actor.ToString()), "nothing is written that was not asked for",
                TriggerCommand.ToText(lines));
            Broken.Unless(lines.Count(l => l.Type == "leadCaptured") == result.Added, "nothing acknowledged is lost",
                $"{result.Added} leads were added");
            Broken.Unless(time == 1 || lines.Count == 0, "a row is imported once", TriggerCommand.ToText(lines));
        }
        using (var people = disk.Read("SELECT Id FROM Contacts WHERE EmailKey LIKE 'import' || $p || '-%'", number))
            while (people.Read())
                world.Knows(people.GetInt64(0));
        Broken.Unless(!isHistory || notices == disk.Number(told), "history sends nothing",
            $"import {number}");
        Changed();
    }

    private List<Line> Imported(bool isHistory)
    {
        var lines = disk.LinesAfter(Model.Sequence);
        Model.IsHistory = isHistory;
        lines.ForEach(line => Take(line));
        Settled();
        Model.IsHistory = false;
        rows.SameHead(Model);
        return lines;
    }

    private string Csv(int number, bool isHistory)
    {
        var csv = new StringBuilder("email,company,received,source,stage,workingAt,closedAt\n");
        for (var row = 0; row < 2 + dice.Below(6); row++)
        {
            var received = time.Now - (2 + dice.Below(30)) * 86_400_000L;
            var stage = dice.Pick(["New", "MQL", "Working", "Opportunity", "Won", "Lost"]);
            string Day(long at) => Clocked.Text(at)[..16].Replace('T', ' ');
            csv.Append($"import{number}-{row}@i.example,Import {row},{Day(received)},{dice.Pick(["fair", "demo-request"])},");
            csv.Append(isHistory
                ? $"{stage},{(stage is "Working" or "Won"
                    ? Day(received + 86_400_000) : "")},{(stage is "Won" or "Lost" ? Day(received + 90_000_000) : "")}"
                : ",,").Append('\n');
        }
        return csv.ToString();
    }
}
