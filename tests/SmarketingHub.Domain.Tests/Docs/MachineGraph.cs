using System.Text;
using System.Text.RegularExpressions;
using Stateless.Graph;
using Stateless.Reflection;

namespace SmarketingHub.Domain.Tests.Docs;

/// <summary>
/// A machine as Stateless' Mermaid export draws it, made readable: guards are left out (they are reasons of refusals),
/// arrows between the same two states are one, and what stays in its state or goes where the lead once was is a table.
/// </summary>
internal sealed partial class MachineGraph
{
    private sealed record Arrow(string From, string To, string Trigger, string When);

    private readonly List<Arrow> arrows;
    private readonly string[] states;
    private readonly string start;

    public MachineGraph(StateMachineInfo machine)
    {
        var lines = MermaidGraph.Format(machine, null).Split('\n');
        start = lines.Single(line => line.StartsWith("[*]", StringComparison.Ordinal)).Split("--> ")[1].Trim();
        arrows = [.. lines.Select(line => Drawn().Match(line)).Where(match => match.Success)
            .Select(match => new Arrow(match.Groups["from"].Value, match.Groups["to"].Value, Lower(match.Groups["trigger"].Value),
                match.Groups["when"].Value))];
        states = [.. machine.States.Select(state => state.UnderlyingState).Order().Select(state => state.ToString()!)];
    }

    public string ToMarkdown(string stays)
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n").Append($"    [*] --> {start}\n");
        foreach (var between in arrows.Where(a => a.From != a.To && !IsChoice(a.From) && !IsChoice(a.To)).GroupBy(a => (a.From, a.To))
            .OrderBy(b => At(b.Key.From)).ThenBy(b => At(b.Key.To)))
            text.Append($"    {between.Key.From} --> {between.Key.To} : {string.Join(", ", between.Select(a => a.Trigger))}\n");
        text.Append("```\n");
        foreach (var (trigger, from, to) in Elsewhere())
            text.Append($"\n`{trigger}` leads from {from} to {to}.\n");
        var loops = arrows.Where(a => a.From == a.To).GroupBy(a => a.Trigger)
            .Select(loop => (loop.Key, From: Names(loop.Select(a => a.From)))).ToList();
        if (loops.Count > 0)
            text.Append($"\n| {stays} | in |\n|---|---|\n");
        foreach (var same in loops.GroupBy(loop => loop.From))
            text.Append($"| {string.Join(", ", same.Select(loop => $"`{loop.Key}`"))} | {same.Key} |\n");
        return text.ToString();
    }

    // Where the past of the lead decides: the export draws a choice for each state.
    private IEnumerable<(string Trigger, string From, string To)> Elsewhere() =>
        from choice in arrows.Where(arrow => IsChoice(arrow.To)).GroupBy(arrow => arrow.Trigger)
        let outs = arrows.Where(arrow => choice.Any(chosen => chosen.To == arrow.From)).ToList()
        select (choice.Key, Names(choice.Select(arrow => arrow.From)), $"{outs[0].When}: {Names(outs.Select(arrow => arrow.To))}");

    private string Names(IEnumerable<string> some)
    {
        var set = some.Distinct().OrderBy(At).ToList();
        var left = states.Except(set).ToList();
        return left.Count == 0 ? "every state"
            : set.Count > 3 && left.Count <= 3 ? $"every state but {string.Join(", ", left)}"
            : string.Join(", ", set);
    }

    private int At(string state) => Array.IndexOf(states, state);

    private static bool IsChoice(string state) => state.StartsWith("Decision", StringComparison.Ordinal);

    private static string Lower(string trigger) => char.ToLowerInvariant(trigger[0]) + trigger[1..];

    [GeneratedRegex(@"^\t(?<from>\w+) --> (?<to>\w+) : (?<trigger>\w+)(?: \[(?<when>[^\]]*)\].*)?")]
    private static partial Regex Drawn();
}
