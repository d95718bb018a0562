using System.Globalization;
using SmarketingHub.Engine.WebForms;

namespace SmarketingHub.Web.Settings;

/// <summary>How much forms take here.</summary>
public static class FormSettings
{
    /// <summary><c>Forms:MostOfAddress</c> (20), <c>Forms:MostOfForm</c> (1000), <c>Forms:MostHeld</c> (1000).</summary>
    /// <exception cref="FormatException">One of them is no whole number from 1 to 1,000,000; says which.</exception>
    public static IServiceCollection AddHubForms(this IServiceCollection services, IConfiguration settings)
    {
        var usual = new FormOptions();
        return services.AddSingleton(new FormOptions
        {
            MostOfAddress = Read(settings, "Forms:MostOfAddress", usual.MostOfAddress),
            MostOfForm = Read(settings, "Forms:MostOfForm", usual.MostOfForm),
            MostHeld = Read(settings, "Forms:MostHeld", usual.MostHeld),
        });
    }

    private static int Read(IConfiguration settings, string name, int usual) =>
        settings[name]?.Trim() is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000 ? number
        : throw new FormatException($"{name} has '{text}': give a whole number from 1 to 1000000.");
}
