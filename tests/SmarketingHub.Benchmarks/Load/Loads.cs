using System.CommandLine;

namespace SmarketingHub.Benchmarks.Load;

/// <summary>What the server does under a load. There is nothing bare to compare with: each prints its figures.</summary>
public static class Loads
{
    private static readonly Dictionary<string, Func<Task>> All = new()
    {
        ["overload"] = Overload.Run,
        ["reconnect"] = Reconnect.Run,
        ["circuits"] = CircuitsComeAndGo.Run,
        ["stalled"] = StalledDropped.Run,
    };

    public static Command Command()
    {
        var name = new Argument<string>("name") { Description = string.Join(", ", All.Keys) };
        name.AcceptOnlyFromAmong([.. All.Keys]);
        var command = new Command("load", "Puts the server under a load and prints what it did.") { name };
        command.SetAction((parsed, _) => All[parsed.GetValue(name)!]());
        return command;
    }
}
