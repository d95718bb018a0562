using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using MudBlazor;
using MudBlazor.Services;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Components;
using SmarketingHub.Web.Features.Agreements.Editing;
using SmarketingHub.Web.Features.Agreements.Goals;
using SmarketingHub.Web.Features.Bell;
using SmarketingHub.Web.Features.Board;
using SmarketingHub.Web.Features.Breaches;
using SmarketingHub.Web.Features.Connected;
using SmarketingHub.Web.Features.Counting;
using SmarketingHub.Web.Features.DueTimes;
using SmarketingHub.Web.Features.Forms;
using SmarketingHub.Web.Features.Imports;
using SmarketingHub.Web.Features.Leads;
using SmarketingHub.Web.Features.Operations;
using SmarketingHub.Web.Features.Telling;
using SmarketingHub.Web.Features.Telling.Nightly;
using SmarketingHub.Web.Features.WebForms.Public;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web;

/// <summary>The pages' frame: components, MudBlazor, languages, static files.</summary>
public static class UiSetup
{
    public static IServiceCollection AddHubUi(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddLocalization();
        services.AddSingleton<Letterhead>().AddSingleton<IComposer, NoticeComposer>().AddSingleton<IComposer, TestComposer>()
            .AddSingleton<IComposer, NightlyComposer>();
        services.AddSingleton<FigureCache>().AddSingleton<DeskFigures>().AddSingleton<LiveFigures>().AddSingleton<PaceCounts>();
        services.AddSingleton<PresenceTracker>().AddSingleton<LiveBells>().AddSingleton<Looks>();
        services.AddScoped<CircuitConnection>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitConnection>());
        services.AddSingleton<Connections>().AddScoped<CircuitHandler, CircuitLine>().AddSingleton<OperationsReader>();
        services.AddScoped<Viewer>().AddScoped<LeadMoves>().AddTransient<Submission>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Texts.Languages[0]).AddSupportedCultures(Texts.Languages).AddSupportedUICultures(Texts.Languages);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>After authentication and authorization.</summary>
    public static WebApplication UseHubUi(this WebApplication app)
    {
        app.UseRequestLocalization();
        // From now on it knows since when the server runs.
        app.Services.GetRequiredService<OperationsReader>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(PagesForPeople);
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRejectedFiles();
        app.MapPublicForms();
        app.MapDueFeeds();
        app.MapTelling();
        app.MapGet("/language/{language}", ChooseLanguage).AllowAnonymous().ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    /// <summary>People get a page for a wrong address; programs get the bare status.</summary>
    private static Task PagesForPeople(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        return next(context);
    }

    private static IResult ChooseLanguage(string language, string? back, HttpContext context)
    {
        if (Texts.Languages.Contains(language))
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
        return Results.LocalRedirect(back is ['/', ..] and not ['/', '/', ..] ? back : "/");
    }
}
