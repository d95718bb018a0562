using System.Globalization;
using SmarketingHub.Engine.Backups;

namespace SmarketingHub.Web.Settings;

/// <summary>Where and when backups and exports are made here.</summary>
public static class BackupSettings
{
    /// <summary>
    /// <c>Backup:Folder</c> (none: no backups), <c>Backup:Every</c> (<c>P1D</c>; also <c>6h</c>, or a time of day such as <c>02:30</c>) and
    /// <c>Backup:Keep</c> (14); <c>Export:</c> the same of exports.
    /// </summary>
    /// <exception cref="FormatException">One of them says nothing that can be; says which, and what could be.</exception>
    public static IServiceCollection AddHubBackups(this IServiceCollection services, IConfiguration settings) => services
        .AddSingleton(new BackupOptions
        {
            Folder = Folder(settings["Backup:Folder"]),
            Rhythm = Rhythm("Backup:Every", settings["Backup:Every"]),
            Keep = Keep("Backup:Keep", settings["Backup:Keep"], "backups"),
        })
        .AddSingleton(new ExportOptions
        {
            Folder = Folder(settings["Export:Folder"]),
            Rhythm = Rhythm("Export:Every", settings["Export:Every"]),
            Keep = Keep("Export:Keep", settings["Export:Keep"], "exports"),
        });

    private static string? Folder(string? said) => string.IsNullOrWhiteSpace(said) ? null : Path.GetFullPath(said.Trim());

    private static BackupRhythm Rhythm(string name, string? said) => said?.Trim() is not { Length: > 0 } every ? BackupRhythm.EachDay
        : BackupRhythm.Read(every) ?? throw new FormatException(
            $"{name} has '{every}': give how often, from 1 minute to 366 days, such as PT6H, 6h or P1D, or a time of day such as 02:30.");

    private static int Keep(string name, string? said, string what) => said?.Trim() is not { Length: > 0 } keep ? new BackupOptions().Keep
        : int.TryParse(keep, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= FileSchedule.FewestKept and <= FileSchedule.MostKept ? number
        : throw new FormatException(
            $"{name} has '{keep}': give how many {what} stay, {FileSchedule.FewestKept} to {FileSchedule.MostKept}.");
}
