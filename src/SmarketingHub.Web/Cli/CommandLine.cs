using System.CommandLine;

namespace SmarketingHub.Web.Cli;

/// <summary>The commands of the one executable. Exit codes: 0, 1 (failed), 2 (misused).</summary>
public static class CommandLine
{
    private const int Misused = 2;

    // What is typed is what is meant: "@Spring-2026" is a password and no file to read more of the command from, "-hello" is no bundle of
    // options.
    private static readonly ParserConfiguration AsGiven = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Anything but <c>serve</c> and the server's own options.</summary>
    public static bool IsCommand(string[] args) => args switch
    {
        [] => false,
        ["serve", .. var options] => options is [var first, ..] && (IsHelp(first) || !first.StartsWith('-')),
        [var first, ..] => IsHelp(first) || first == "--version" || !first.StartsWith('-'),
    };

    /// <summary>
    /// How the server starts: with the given options; its pages and settings lie beside the program, wherever it is called from.
    /// </summary>
    public static WebApplicationOptions ServerOptions(string[] args) => new()
    {
        Args = args is ["serve", ..] ? args[1..] : args,
        ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
    };

    public static Task<int> Run(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine("See --help.");
        return Task.FromResult(Misused);
    }

    /// <summary>What is meant by what was typed.</summary>
    public static ParseResult Parse(string[] args) => Root().Parse(args, AsGiven);

    private static RootCommand Root()
    {
        var serve = new Command("serve",
            "Run the server (what happens without a command). Options are those of ASP.NET Core: --urls http://localhost:8080, "
                + "--ConnectionStrings:Hub \"Data Source=FILE\".");
        return new("SmarketingHub: a lead is handed over under a running clock, watched live by everybody.")
        {
            serve,
            ImportCommand.Make(),
            ImportUndoCommand.Make(),
            ExportCommand.Make(),
            VerifyCommand.Make(),
            ReportsCommand.Make(),
            BackupCommand.Make(),
            RestoreCommand.Make(),
            ForgetCommand.Make(),
            UserCommand.Make(),
            ApiKeyCommand.Make(),
        };
    }

    private static bool IsHelp(string arg) => arg is "-h" or "-?" or "--help";
}
