using System.CommandLine;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary><c>import</c>: a CSV file, also beside a running server, whose board shows it.</summary>
internal static class ImportCommand
{
    internal static Command Make()
    {
        var file = new Argument<FileInfo>("FILE.csv") { Description = "Columns are recognised by name, or mapped by a profile." };
        var how = new Option<string>("--as")
        {
            Description = "new: inquiries, no clock starts before now. history: what happened elsewhere, at its own times.",
            DefaultValueFactory = _ => "new",
        };
        how.AcceptOnlyFromAmong("new", "history");
        var profile = new Option<FileInfo?>("--profile") { Description = "A JSON file that says how to read FILE.csv." };
        var rejects = new Option<FileInfo?>("--rejects")
        {
            Description = "Where the rejected rows go, each with its reason; without it FILE.rejected.csv beside FILE.csv.",
        };
        var command = new Command("import",
            "Import leads from a CSV file. It can be run again at any time: what was imported is skipped.") { file, how, profile, rejects };
        command.SetAction((given, stop) => HubCommand.Run(
            hub => Run(hub, given.GetValue(file)!.FullName, Enum.Parse<ImportAs>(given.GetValue(how)!, ignoreCase: true),
                given.GetValue(profile)?.FullName, given.GetValue(rejects)?.FullName, stop)));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, string file, ImportAs how, string? profile, string? rejects, CancellationToken stop)
    {
        if (!File.Exists(file))
            throw new UnusableFile($"There is no file {file}.");
        var kept = rejects ?? Path.ChangeExtension(file, ".rejected.csv");
        if (!Directory.Exists(Path.GetDirectoryName(kept)))
            throw new UnusableFile($"There is no folder for {kept}.");
        var result = await Import(hub, file, how, profile, stop);
        Console.WriteLine(
            $"{result.Rows} rows: {result.Added} added, {result.Joined} joined, {result.Skipped} skipped, {result.Rejected} rejected");
        if (result.Added + result.Joined > 0)
            Console.WriteLine($"To take it back: import-undo {result.Run}");
        if (result.RejectsCsv is null)
            return 0;
        await File.WriteAllTextAsync(kept, result.RejectsCsv, stop);
        Console.Error.WriteLine($"The rejected rows are in {kept}, each with its reason: mend it and import it.");
        return result.Rejected == result.Rows ? 1 : 0;
    }

    // The file is closed again before the rejected rows are written: mended ones may go where they came from.
    private static async Task<ImportResult> Import(HubCommand hub, string file, ImportAs how, string? profile, CancellationToken stop)
    {
        await using var csv = File.OpenRead(file);
        return await hub.Services.GetRequiredService<Importer>().Import(
            new()
            {
                Csv = csv,
                As = how,
                FileName = Path.GetFileName(file),
                Profile = profile is null ? null : ImportProfile.Parse(await File.ReadAllTextAsync(profile, stop)),
                Beside = name => Beside(file, name),
            },
            Actor.System, new Shown(), stop);
    }

    // A file that the profile names lies beside the CSV, and nowhere else.
    private static FileStream? Beside(string file, string name) =>
        Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(name)) is var path && File.Exists(path) ? File.OpenRead(path) : null;

    // Progress<T> would tell it later, from another thread, after the end.
    private sealed class Shown : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{value.Rows} of {value.Total} rows{(value.Rows == value.Total ? "\n" : "")}");
        }
    }
}
