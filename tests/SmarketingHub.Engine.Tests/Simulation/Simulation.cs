using System.Text.RegularExpressions;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Play;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>
/// A year of a company in fake time: people, commands, imports, clock jumps, crashes, two processes and slow subscribers,
/// all thrown by one seed; after each step the file is held against the reference model.
/// </summary>
internal sealed partial class Simulation : IAsyncDisposable
{
    private static readonly string[] Zones = ["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
    private const int Remembered = 12;

    // Of real time, however busy the machine is: a year that hangs is a failure, too.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private readonly int commands;
    private readonly Random random;
    private readonly Random keys;

    // What is thrown by these changes nothing of what is thrown by the others.
    private readonly Random faults;
    private readonly Random regrets;
    private readonly Random reporting;
    private readonly Random telling;
    private readonly Loft loft;
    private readonly SimTime time = new();
    private readonly World world;
    private readonly Dice dice;
    private readonly Queue<string> last = [];
    private Disk disk = null!;
    private Process main = null!;
    private Process? second;
    private List<Viewer> viewers = [];
    private int done;
    private int step;

    private Simulation(int seed, int commands)
    {
        (Seed, this.commands) = (seed, commands);
        (random, keys, faults, regrets) = (new(seed), new(~seed), new(seed ^ 0x5EED), new(seed ^ 0x4EE4));
        (reporting, telling, loft) = (new(seed ^ 0x4E94), new(seed ^ 0x7E11), new(new(seed ^ 0x10F7), time));
        world = new(time);
        dice = new(world, random);
    }

    public int Seed { get; }
    private Model Model => world.Model;

    /// <summary>Plays a seed; answers with the head of its ledger.</summary>
    /// <exception cref="Failed">A rule was broken.</exception>
    public static async Task<string> Play(int seed, int commands = 300)
    {
        await using var simulation = new Simulation(seed, commands);
        try
        {
            await simulation.Play().WaitAsync(Longest);
            return simulation.Model.Head;
        }
        catch (Exception error)
        {
            throw new Failed(seed, commands, simulation.step, error, [.. simulation.last, .. simulation.Record(error.Message)]);
        }
    }

    private async Task Play()
    {
        disk = new(await Template.Of(dice.Pick(Zones)));
        await Begin();
        Judge([], crashed: false);
        foreach (var founding in new CompanyDice(world, dice).Founding().ToList())
            await Send([founding], main);
        await ChooseTelling();
        while (done < commands)
            await Step();
        Say("the end of the year");
        await Fire(main);
        await Whole();
        await Reported();
        await Replayed();
        await Told();
    }

    private async Task Step()
    {
        step++;
        Pass();
        if (dice.Chance(0.03))
            await Restart();
        var through = await Through();
        if (dice.Chance(0.04))
        {
            await Import(through);
            await Regret(through);
        }
        else if (dice.Chance(0.07))
            await CrashStep();
        else
            await SendSomehow(Burst(), through);
        if (dice.Chance(0.75))
            await Fire(second is not null && dice.Chance(0.5) ? second : main);
        if (dice.Chance(0.12))
            await Look();
        await Report();
        await Tell();
        if (step % 25 == 0)
        {
            Everything();
            await DoorsKnow([.. Model.Leads.Keys]);
        }
    }

    /// <summary>Mostly the server's own process, sometimes another one on the same file.</summary>
    private async Task<Process> Through()
    {
        if (!dice.Chance(0.15))
            return main;
        return await Second();
    }

    private async Task<Process> Second() => second ??= await Process.Start(disk.File, time, NewKey, InMemory(1), loft);

    /// <summary>
    /// Of one kind of year all leads stay in memory, most of them packed, of one none, of one the last alone, so that each step evicts one.
    /// </summary>
    private DoorOptions InMemory(int process)
    {
        var (most, atHand) = new[] { (100_000, 2), (1, 1), (0, 0), (4, 1) }[(Seed + process) % 4];
        return new() { LeadsInMemory = most, LeadsAtHand = atHand };
    }

    private List<Command> Burst()
    {
        var burst = new List<Command>();
        for (var left = dice.Chance(0.35) ? 1 : 2 + dice.Below(9); left > 0; left--)
            if (dice.Next() is var command && !burst.Exists(other => other.Actor.ToString() == command.Actor.ToString()))
                burst.Add(command);
        return burst;
    }

    private void Pass()
    {
        const long minute = 60_000;
        var by = random.Next(100) switch
        {
            < 25 => 0,
            < 45 => random.NextInt64(10 * minute),
            < 70 => random.NextInt64(5 * 60 * minute),
            < 86 => random.NextInt64(3 * 24 * 60 * minute),
            < 92 => random.NextInt64(24 * 24 * 60 * minute),
            // A clock that is set back, by a second to an hour.
            < 95 => -random.NextInt64(60 * minute),
            // On the very instant of what is due next.
            _ => Model.Leads.Values.Min(l => l.NextDue) is { } due && due > time.Now ? due - time.Now - (dice.Chance(0.5) ? 1 : 0) : 0,
        };
        time.Now += by;
        Say($"it is {Clocked.Text(time.Now)} ({(by < 0 ? "back" : "on")} {TimeSpan.FromMilliseconds(Math.Abs(by))})");
    }

    private void Say(string what)
    {
        last.Enqueue($"{step}: {what}");
        while (last.Count > Remembered * 4)
            last.Dequeue();
    }

    /// <summary>What the ledger has of the lead that a message is about.</summary>
    private IEnumerable<string> Record(string message) =>
        disk is not null && Regex.Match(message, @"[Ll]ead (\d+)") is { Success: true } about
            && long.TryParse(about.Groups[1].Value, out var id)
            ? disk.LinesAfter(0).Where(line => line.Lead == id).Select(line => line.ToString()).ToList()
            : [];

    private byte[] NewKey()
    {
        var key = new byte[32];
        keys.NextBytes(key);
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { second, main })
            if (process is not null)
                await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        disk?.Dispose();
    }
}

/// <summary>A rule that was broken, and how to see it again.</summary>
internal sealed class Failed(int seed, int commands, int step, Exception error, IEnumerable<string> last) : Exception(
    $"""
    Seed {seed}, step {step}, rule "{(error as Broken)?.Rule ?? "the simulation itself"}"
    {(error is Broken ? error.Message : error)}
    The last steps:
      {string.Join("\n  ", last)}
    Again: dotnet run --project tests/SmarketingHub.Engine.Tests -- simulate --from {seed} --seeds 1 --commands {commands}
    """, error)
{
    public int Seed { get; } = seed;
    public int Step { get; } = step;
    public string Rule { get; } = (error as Broken)?.Rule ?? "the simulation itself";
}
