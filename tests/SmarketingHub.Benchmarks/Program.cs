using System.CommandLine;
using System.Diagnostics;
using SmarketingHub.Benchmarks;
using SmarketingHub.Benchmarks.Harness;
using SmarketingHub.Benchmarks.Load;

var json = new Option<FileInfo?>("--json") { Description = "Writes the results to this file, too." };
var only = new Option<string[]>("--only")
{
    Description = "Runs these alone; may be repeated. A part of the name is enough.",
    DefaultValueFactory = _ => [],
};
var quick = new Option<bool>("--quick")
{
    Description = "A sketch in two minutes: smaller fixtures, one run of each side. No figure to quote.",
};
var minutes = new Option<double>("--minutes")
{
    Description = "How long each side of a soak goes on: one that is named by --only.",
    DefaultValueFactory = _ => Effort.Full.Minutes,
};
var command = new RootCommand("The product beside its bare equivalent, in one run.") { json, only, quick, minutes };
command.SetAction(async parsed =>
{
    var clock = Stopwatch.StartNew();
    var names = parsed.GetValue(only)!;
    var effort = parsed.GetValue(quick) ? Effort.Sketch : Effort.Full with { Minutes = parsed.GetValue(minutes) };
    var all = names.Length == 0 ? Catalog.All : [.. Catalog.All, .. Catalog.Soaks];
    var rows = new List<(Measure, Result)>();
    foreach (var make in all)
    {
        await using var comparison = make();
        if (names.Length == 0 || names.Any(name => comparison.Measures.Any(m => m.Name.Contains(name, StringComparison.OrdinalIgnoreCase))))
            rows.AddRange(await Runner.Run(comparison, effort));
    }
    if (rows.Count == 0)
    {
        Console.Error.WriteLine($"No benchmark is called so. There are: {string.Join(", ", all.Select(make => make().Name))}");
        return 2;
    }
    Report.Print(rows);
    Console.WriteLine($"\n{rows.Count} results in {clock.Elapsed.TotalMinutes:0.0} minutes.");
    if (parsed.GetValue(json) is { } file)
        Report.Write(file.FullName, rows);
    return 0;
});
command.Add(Loads.Command());
command.Add(Soak.Command());
return await command.Parse(args).InvokeAsync();
