using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using SmarketingHub.Web.Api.Agreements;
using SmarketingHub.Web.Api.Board;
using SmarketingHub.Web.Api.Calendars;
using SmarketingHub.Web.Api.Contacts;
using SmarketingHub.Web.Api.Events;
using SmarketingHub.Web.Api.Forms;
using SmarketingHub.Web.Api.Imports;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Api.Leads;
using SmarketingHub.Web.Api.Limits;
using SmarketingHub.Web.Api.People;
using SmarketingHub.Web.Api.Problems;
using SmarketingHub.Web.Api.Reports;
using SmarketingHub.Web.Api.Routing;
using SmarketingHub.Web.Api.Telling;
using SmarketingHub.Web.Api.Webhooks;
using SmarketingHub.Web.Features.People;

namespace SmarketingHub.Web.Api;

/// <summary>What programs talk to.</summary>
public static class Api
{
    private static readonly string[] Ours = ["/api", "/hubs", "/openapi", "/healthz", "/readyz"];

    public static IServiceCollection AddHubApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddSignalR().AddJsonProtocol(options => ApiJson.Configure(options.PayloadSerializerOptions));
        services.AddSingleton<HubLifetimeManager<BoardHub>, BoardConnections>();
        services.AddSingleton<RevokedKeys>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Readiness>();
        services.AddScoped<ReportReads>();
        // Whoever does not even answer a ping is gone: known in 25 seconds, however little there is to tell.
        // No sooner: after a rush those who wait for a busy server are not to be sent off to come again.
        services.Configure<WebSocketOptions>(sockets => (sockets.KeepAliveInterval, sockets.KeepAliveTimeout) = (TimeSpan.FromSeconds(5),
            TimeSpan.FromSeconds(20)));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = StatusWords.Fill);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRateLimiter(ApiLimits.Configure);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        // Also for an address or a method that does not exist: no cookie is asked for there.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
            cookie.ForwardDefaultSelector = context => IsOurs(context) ? ApiKeyHandler.Scheme : null);
        OpenApiDocument.Add(services);
        return services;
    }

    /// <summary>Problem details for everything that goes wrong; before authentication.</summary>
    public static void UseHubProblems(this WebApplication app) => app.UseWhen(IsOurs, api =>
    {
        api.UseExceptionHandler();
        api.UseStatusCodePages();
    });

    public static void MapHubApi(this WebApplication app)
    {
        var byKey = new AuthorizationPolicyBuilder(ApiKeyHandler.Scheme).RequireAuthenticatedUser().Build();
        var api = BuiltOnce.MapGroup(app, "/api/v1");
        api.RequireAuthorization(byKey).RequireRateLimiting(nameof(KeyLimit)).AddEndpointFilterFactory(KnownQueries.Refuse);
        api.MapLeads();
        api.MapContacts();
        api.MapBoard();
        api.MapEvents();
        api.MapCalendars();
        api.MapAgreements();
        api.MapImports();
        api.MapPace();
        api.MapCompliance();
        api.MapFeedback();
        api.MapFunnel();
        api.MapPauses();
        api.MapHours();
        api.MapLoad();
        api.MapFairness();
        api.MapSurvival();
        api.MapReplay();
        api.MapRouting();
        api.MapPeople();
        api.MapForms();
        api.MapWebhooks();
        api.MapTellingApi();
        app.MapHub<BoardHub>("/hubs/board", hub => hub.WebSockets.CloseTimeout = TimeSpan.FromSeconds(1)).RequireAuthorization(byKey);
        app.MapHealth();
        OpenApiDocument.Map(app);
    }

    private static bool IsOurs(HttpContext context) => Array.Exists(Ours, path => context.Request.Path.StartsWithSegments(path));
}
