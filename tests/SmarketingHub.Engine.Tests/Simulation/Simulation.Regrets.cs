using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Tests.Simulation.Hub;
using SmarketingHub.Engine.Tests.Simulation.Play;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation;

/// <summary>Imports taken back.</summary>
internal sealed partial class Simulation
{
    private readonly List<long> runs = [];

    /// <summary>One of the imports so far, as a whole, if nobody has worked on its leads since; some of them a second time.</summary>
    private async Task Regret(Process through)
    {
        if (regrets.Next(2) == 0)
            return;
        var (run, actor) = (runs[regrets.Next(runs.Count)], new Actor(ActorKind.Key, 5, Role.Admin, null));
        var ofLeads = disk.LinesAfter(0).Where(line => line.Lead is not null).GroupBy(line => line.Lead!.Value)
            .Where(lines => lines.Any(line => line.Type == "rowImported" && line.Body.Number("import") == run)).ToList();
        var isDone = ofLeads.Exists(lines => Model.Leads[lines.Key].TakenBack == run);
        var worked = ofLeads.FirstOrDefault(lines => !isDone && lines.SkipWhile(line => line.Type != "rowImported").Skip(1)
            .Any(line => line.Actor != "system"));
        Say($"import {run} is taken back{(isDone ? " again" : "")}"
            + (worked is null ? "" : $", though somebody worked on lead {worked.Key}"));
        try
        {
            await through.Undo.TakeBack(run, actor);
            Broken.Unless(worked is null, "an import is taken back until somebody works on its leads", $"import {run}");
        }
        catch (NotPermitted refused)
        {
            Broken.Unless(worked is not null, "an import is taken back until somebody works on its leads", refused.Message);
        }
        var taken = disk.LinesAfter(Model.Sequence);
        Broken.Unless(taken.TrueForAll(line => line.Actor == "system" || line.Type == "importTakenBack" && line.Actor == actor.ToString()),
            "nothing is written that was not asked for", TriggerCommand.ToText(taken));
        taken.ForEach(line => Take(line));
        Settled();
        rows.SameHead(Model);
        Broken.Unless(worked is not null || ofLeads.TrueForAll(lines => Model.Leads[lines.Key].TakenBack == run),
            "an import is taken back as a whole", $"import {run}");
        Changed();
    }
}
