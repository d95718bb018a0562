namespace SmarketingHub.Web.Cli;

/// <summary>The commands of the one executable. Exit codes: 0, 1 (failed), 2 (misused).</summary>
public static class CommandLine
{
    /// <summary>Anything but <c>serve</c> and the server's own options.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && args[0] != "serve" && (!args[0].StartsWith('-') || args[0] is "-h" or "--help" or "--version");

    public static string[] ServerArguments(string[] args) => args is ["serve", ..] ? args[1..] : args;

    public static Task<int> Run(string[] args) => Task.FromResult(2);
}
