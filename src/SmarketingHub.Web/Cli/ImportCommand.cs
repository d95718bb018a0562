using System.CommandLine;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Imports;

namespace SmarketingHub.Web.Cli;

/// <summary><c>import</c>: a CSV file, also beside a running server, whose board shows it.</summary>
internal static class ImportCommand
{
    /// <summary>What was asked for.</summary>
    private sealed record Asked(string File, ImportAs As, string? Profile, string? Rejects);

    internal static Command Make()
    {
        var file = new Argument<FileInfo>("FILE.csv") { Description = "Columns are recognised by name, or mapped by a profile." };
        var how = new Option<string>("--as")
        {
            Description = "new: inquiries, no clock starts before now. history: what happened elsewhere, at its own times.",
            DefaultValueFactory = _ => "new",
        };
        how.AcceptOnlyFromAmong("new", "history");
        var profile = new Option<string?>("--profile")
        {
            Description = "A JSON file that says how to read FILE.csv, or the name of a profile that was kept.",
            HelpName = "FILE|NAME",
        };
        var preview = new Option<bool>("--preview") { Description = "Tell what would come, and write nothing." };
        var rejects = new Option<FileInfo?>("--rejects")
        {
            Description = "Where the rejected rows go, each with its reason; without it FILE.rejected.csv beside FILE.csv.",
        };
        var command = new Command("import",
            "Import leads from a CSV file. It can be run again at any time: what was imported is skipped.")
        {
            file, how, profile, preview, rejects,
        };
        command.SetAction((given, stop) =>
        {
            var asked = new Asked(given.GetValue(file)!.FullName, Enum.Parse<ImportAs>(given.GetValue(how)!, ignoreCase: true),
                given.GetValue(profile), given.GetValue(rejects)?.FullName);
            return HubCommand.Run(hub => given.GetValue(preview) ? Preview(hub, asked, stop) : Run(hub, asked, stop));
        });
        return command;
    }

    private static async Task<int> Preview(HubCommand hub, Asked asked, CancellationToken stop)
    {
        await using var csv = Open(asked.File);
        var preview = await hub.Services.GetRequiredService<Importer>().Preview(await Request(hub, asked, csv, stop), Actor.System, stop);
        PreviewText.Write(preview, Console.Out);
        return 0;
    }

    private static async Task<int> Run(HubCommand hub, Asked asked, CancellationToken stop)
    {
        var kept = asked.Rejects ?? Path.ChangeExtension(asked.File, ".rejected.csv");
        if (!Directory.Exists(Path.GetDirectoryName(kept)))
            throw new UnusableFile($"There is no folder for {kept}.");
        var result = await Import(hub, asked, stop);
        Console.WriteLine(
            $"{result.Rows} rows: {result.Added} added, {result.Joined} joined, {result.Skipped} skipped, {result.Rejected} rejected");
        ReportText.Write(result.Report, Console.Out);
        if (result.Added + result.Joined > 0)
            Console.WriteLine($"To take it back: import-undo {result.Run}");
        if (result.RejectsCsv is null)
            return 0;
        await File.WriteAllTextAsync(kept, result.RejectsCsv, stop);
        Console.Error.WriteLine($"The rejected rows are in {kept}, each with its reason: mend it and import it.");
        return result.Rejected == result.Rows ? 1 : 0;
    }

    // The file is closed again before the rejected rows are written: mended ones may go where they came from.
    private static async Task<ImportResult> Import(HubCommand hub, Asked asked, CancellationToken stop)
    {
        await using var csv = Open(asked.File);
        return await hub.Services.GetRequiredService<Importer>()
            .Import(await Request(hub, asked, csv, stop), Actor.System, new Shown(), stop);
    }

    private static FileStream Open(string file) =>
        File.Exists(file) ? File.OpenRead(file) : throw new UnusableFile($"There is no file {file}.");

    private static async Task<ImportRequest> Request(HubCommand hub, Asked asked, FileStream csv, CancellationToken stop) => new()
    {
        Csv = csv,
        As = asked.As,
        FileName = Path.GetFileName(asked.File),
        Profile = asked.Profile is { } profile ? await Profile(hub, profile, stop) : null,
        Beside = name => Beside(asked.File, name),
    };

    private static async Task<ImportProfile> Profile(HubCommand hub, string fileOrName, CancellationToken stop)
    {
        if (File.Exists(fileOrName))
            return ImportProfile.Parse(await File.ReadAllTextAsync(fileOrName, stop));
        try
        {
            return ImportProfile.Parse((await hub.Services.GetRequiredService<ImportProfiles>().Find(fileOrName, Actor.System, stop)).Json);
        }
        catch (NotFound)
        {
            throw new UnusableFile($"There is no file {fileOrName}, and no profile is kept under this name.");
        }
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
