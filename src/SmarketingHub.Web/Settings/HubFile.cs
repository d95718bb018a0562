using SmarketingHub.Engine.Companies;

namespace SmarketingHub.Web.Settings;

/// <summary>Where the data is, and what a fresh file starts with.</summary>
public static class HubFile
{
    /// <summary>
    /// <c>ConnectionStrings:Hub</c>; without it a file in the user's local application data folder, another one in Development.
    /// </summary>
    public static string ConnectionString(IConfiguration settings, IHostEnvironment environment)
    {
        if (settings.GetConnectionString("Hub") is { Length: > 0 } given)
            return given;
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "SmarketingHub");
        Directory.CreateDirectory(folder);
        return $"Data Source={Path.Combine(folder, environment.IsDevelopment() ? "sample.db" : "hub.db")}";
    }

    /// <summary><c>Hub:TimeZone</c> (IANA) and <c>Hub:Currency</c> (ISO 4217) for a start without the first-run page.</summary>
    public static Installation Fresh(IConfiguration settings) =>
        new(settings["Hub:TimeZone"] ?? "Etc/UTC", settings["Hub:Currency"] ?? "EUR");
}
