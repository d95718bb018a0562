using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Web.Settings;

/// <summary>How the door is set up here.</summary>
public static class DoorSettings
{
    /// <summary><c>Hub:LeadsInMemory</c> (100,000; 0: none).</summary>
    public static IServiceCollection AddHubDoor(this IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton(new DoorOptions
        {
            LeadsInMemory = Math.Clamp(settings.GetValue("Hub:LeadsInMemory", new DoorOptions().LeadsInMemory), 0, 10_000_000),
        });
}
