using System.CommandLine;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary>The file that a command writes, named on the command line; one that exists is replaced only with <c>--force</c>.</summary>
internal sealed class OutputFile(string name)
{
    private readonly Argument<FileInfo> file = new(name) { Description = "Where to." };
    private readonly Option<bool> force = new("--force") { Description = $"Replace {name} when it exists." };

    internal Command AddTo(Command command)
    {
        command.Add(file);
        command.Add(force);
        return command;
    }

    /// <exception cref="UnusableFile">It exists, and nobody said that it shall be replaced.</exception>
    internal string Of(ParseResult given)
    {
        var target = given.GetValue(file)!.FullName;
        return !File.Exists(target) || given.GetValue(force) ? target
            : throw new UnusableFile($"{target} exists. Choose another name, or --force.");
    }
}
