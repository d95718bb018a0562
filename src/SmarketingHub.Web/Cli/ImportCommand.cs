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
        var command = new Command("import",
            "Import leads from a CSV file. It can be run again at any time: what was imported is skipped.") { file, how, profile };
        command.SetAction((given, stop) => HubCommand.Run(
            hub => Run(hub, given.GetValue(file)!.FullName, Enum.Parse<ImportAs>(given.GetValue(how)!, ignoreCase: true),
                given.GetValue(profile)?.FullName, stop)));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, string file, ImportAs how, string? profile, CancellationToken stop)
    {
        if (!File.Exists(file))
            throw new UnusableFile($"There is no file {file}.");
        await using var csv = File.OpenRead(file);
        var result = await hub.Services.GetRequiredService<Importer>().Import(
            new()
            {
                Csv = csv,
                As = how,
                FileName = Path.GetFileName(file),
                Profile = profile is null ? null : ImportProfile.Parse(await File.ReadAllTextAsync(profile, stop)),
                Beside = name => Beside(file, name),
            },
            Actor.System, new Shown(), stop);
        Console.WriteLine(
            $"{result.Rows} rows: {result.Added} added, {result.Joined} joined, {result.Skipped} skipped, {result.Rejected} rejected");
        if (result.RejectsCsv is { } rejects)
        {
            var kept = Path.ChangeExtension(file, ".rejected.csv");
            await File.WriteAllTextAsync(kept, rejects, stop);
            Console.Error.WriteLine($"The rejected rows are in {kept}, each with its reason: mend it and import it.");
        }
        return 0;
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
