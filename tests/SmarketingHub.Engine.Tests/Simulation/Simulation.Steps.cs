using SmarketingHub.Domain;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Play;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>Sending, firing, crashing, and judging what became of it.</summary>
internal sealed partial class Simulation
{
    private async Task Send(List<Command> burst, Process through)
    {
        done += burst.Count;
        foreach (var command in burst)
        {
            Say($"{(through == main ? "" : "2nd process: ")}{command}");
            command.Sent = command.Send(through.Door);
        }
        await Settle(burst);
        Judge(burst, crashed: false);
        Changed();
    }

    private static Task Settle(List<Command> burst) =>
        Task.WhenAll(burst.Select(c => c.Sent!.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(TimeSpan.FromMinutes(2));

    private async Task Fire(Process by)
    {
        Say($"{(by == main ? "the enforcer" : "the 2nd enforcer")} fires");
        if (faults.Next(8) == 0)
            await FireInVain(by);
        await by.FireAll();
        JudgeFired();
        Changed();
        Model.FiredBy(time.Now);
    }

    /// <summary>The lines that were written since, command by command in the order in which they were sent.</summary>
    private void Judge(List<Command> burst, bool crashed)
    {
        var lines = disk.LinesAfter(Model.Sequence);
        var next = 0;
        if (burst.Count == 0)
            next = lines.TakeWhile(Take).Count();
        var (wrote, missing) = (new List<Command>(), new List<Command>());
        foreach (var command in burst)
        {
            for (; next < lines.Count && lines[next].Actor == "system" && lines[next].Lead is { } id && command.Leads.Contains(id); next++)
                Take(lines[next]);
            Settled();
            if (!crashed)
                foreach (var lead in command.Leads.Select(id => Model.Lead(id)).Where(lead => lead?.NextDue < time.Now))
                    throw new Broken("what a lead passed fires before a command",
                        $"{command}: {Clocked.Text(lead!.NextDue)} was not fired");
            var expected = command.Expect();
            var own = new List<Line>();
            for (; next < lines.Count && lines[next].Actor == command.Actor.ToString(); next++)
            {
                own.Add(lines[next]);
                Take(lines[next]);
            }
            Settled();
            Outcome(command, expected, own, crashed);
            if (expected.Done == true && !command.MayBeSilent)
                (own.Count > 0 ? wrote : missing).Add(command);
        }
        Broken.Unless(next == lines.Count, "nothing is written that was not asked for", next < lines.Count ? lines[next].ToString() : "");
        Broken.Unless(!crashed || wrote.Count == 0 || missing.Count == 0, "a group is written as one",
            $"written: {string.Join("; ", wrote)}; not: {string.Join("; ", missing)}");
        rows.SameHead(Model);
    }

    private void Outcome(Command command, Expected expected, List<Line> own, bool crashed)
    {
        var sent = command.Sent!;
        if (sent.IsCompletedSuccessfully)
        {
            Broken.Unless(expected.Done != false, RuleOf(expected.Refusal), $"{command} was let through");
            command.Wrote(own, sent.Result);
            return;
        }
        var error = sent.Exception!.InnerException!;
        if (crashed && error is not Refusal or Busy)
        {
            Broken.Unless(crashed, "a command fails by no fault of ours", $"{command}: {error}");
            if (own.Count > 0)
                command.Wrote(own, null);
            return;
        }
        Broken.Unless(own.Count == 0, "what was refused is not written", $"{command} ({error.Message}): {TriggerCommand.ToText(own)}");
        Broken.Unless(error is Refusal, "a command fails by no fault of ours", $"{command}: {error}");
        Broken.Unless(expected.Done != true, "what is permitted is done", $"{command}: {error.GetType().Name} {error.Message}");
        Broken.Unless(expected.Refusal is null || expected.Refusal == error.GetType(), RuleOf(expected.Refusal),
            $"{command}: not {expected.Refusal?.Name} but {error.GetType().Name} {error.Message}");
    }

    private static string RuleOf(Type? refusal) => refusal?.Name switch
    {
        nameof(Stale) => "a stale command is refused",
        nameof(KeyReused) => "a key used with another body is refused",
        nameof(NotFound) => "nobody sees what is not theirs",
        nameof(NotPermitted) => "what the tables do not permit is refused",
        nameof(InvalidArgument) => "a wrong argument is refused",
        _ => "what is not allowed is refused",
    };

    private void JudgeFired()
    {
        var lines = disk.LinesAfter(Model.Sequence);
        foreach (var line in lines)
        {
            Broken.Unless(line.Actor == "system", "nothing is written that was not asked for", line.ToString());
            Take(line);
        }
        Settled();
        rows.SameHead(Model);
    }

    private bool Take(Line line)
    {
        Model.Take(line);
        return true;
    }

    private void Settled()
    {
        foreach (var lead in Model.TakeTouched())
        {
            Model.Settled(lead);
            changed.Add(lead.Id);
        }
    }
}
