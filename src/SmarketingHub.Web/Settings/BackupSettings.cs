using System.Globalization;
using SmarketingHub.Engine.Backups;

namespace SmarketingHub.Web.Settings;

/// <summary>Where and when backups are made here.</summary>
public static class BackupSettings
{
    /// <summary>
    /// <c>Backup:Folder</c> (none: no backups), <c>Backup:Every</c> (<c>P1D</c>; also <c>6h</c>, or a time of day such as <c>02:30</c>) and
    /// <c>Backup:Keep</c> (14).
    /// </summary>
    /// <exception cref="FormatException">One of them says nothing that can be; says which, and what could be.</exception>
    public static IServiceCollection AddHubBackups(this IServiceCollection services, IConfiguration settings)
    {
        var folder = settings["Backup:Folder"]?.Trim();
        return services.AddSingleton(new BackupOptions
        {
            Folder = string.IsNullOrEmpty(folder) ? null : Path.GetFullPath(folder),
            Rhythm = settings["Backup:Every"]?.Trim() is { Length: > 0 } every
                ? BackupRhythm.Read(every) ?? throw new FormatException(
                    $"Backup:Every has '{every}': give how often, from 1 minute to 366 days, such as PT6H, 6h or P1D, "
                        + "or a time of day such as 02:30.")
                : BackupRhythm.EachDay,
            Keep = settings["Backup:Keep"]?.Trim() is { Length: > 0 } keep
                ? int.TryParse(keep, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number is >= BackupOptions.FewestKept and <= BackupOptions.MostKept ? number
                    : throw new FormatException(
                        $"Backup:Keep has '{keep}': give how many backups stay, {BackupOptions.FewestKept} to {BackupOptions.MostKept}.")
                : new BackupOptions().Keep,
        });
    }
}
