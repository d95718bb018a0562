namespace SmarketingHub.Web.Features.Account;

/// <summary>Who may come in.</summary>
public static class SignIn
{
    public static IServiceCollection AddHubSignIn(this IServiceCollection services)
    {
        services.AddAuthentication("none").AddCookie("none");
        services.AddAuthorization();
        services.AddScoped<Me>();
        return services;
    }

    public static void MapHubSignIn(this WebApplication app)
    {
    }
}
