using System.Data.Common;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Cli;

/// <summary>What goes wrong at the console is told in one line, without a stack.</summary>
public static class ConsoleErrors
{
    public static async Task<int> Run(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (Line(error) is { } line)
        {
            Console.Error.WriteLine(line);
            return 1;
        }
    }

    // Null: nobody foresaw it, and whoever is asked for help needs to see it.
    private static string? Line(Exception error) => error switch
    {
        InvalidArgument e => $"{e.Field}: {e.Message}",
        Refusal or Busy or UnusableFile => error.Message,
        DbException e => $"The file cannot be used: {e.Message}",
        OperationCanceledException => "Stopped.",
        IOException or UnauthorizedAccessException or InvalidDataException or FormatException => error.Message,
        ArgumentException e when e.StackTrace?.Contains("ConnectionString", StringComparison.Ordinal) == true =>
            $"ConnectionStrings__Hub cannot be read: {e.Message}",
        _ => null,
    };
}
