namespace SmarketingHub.Web.Api;

/// <summary>What programs talk to.</summary>
public static class Api
{
    public static IServiceCollection AddHubApi(this IServiceCollection services) => services;

    public static void MapHubApi(this WebApplication app) => app.MapGet("/healthz", () => Results.Ok()).AllowAnonymous();
}
