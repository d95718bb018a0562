using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Web.Features.Account;

/// <summary>Who may come in.</summary>
public static class SignIn
{
    /// <summary>The policy of pages for administrators.</summary>
    public const string Administrators = nameof(Administrators);

    /// <summary>The policy of pages for those who import.</summary>
    public const string Importers = nameof(Importers);

    /// <summary>The policy of the reports: the company's own people.</summary>
    public const string Reporting = nameof(Reporting);

    /// <summary>The policy of pages for those who keep forms.</summary>
    public const string FormKeepers = nameof(FormKeepers);

    public static IServiceCollection AddHubSignIn(this IServiceCollection services)
    {
        services.AddHubLogins().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, SignInCookie.Configure);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<LiveBoard>(Permit);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSignIn>();
        services.AddSingleton<Sessions>();
        services.AddHostedService(provider => provider.GetRequiredService<Sessions>());
        services.AddSingleton<Guesses>();
        services.AddScoped<Me>();
        return services;
    }

    /// <summary>Logins without a web page: what a command needs to add one.</summary>
    public static IdentityBuilder AddHubLogins(this IServiceCollection services) => services
        .AddScoped<ILookupNormalizer, LoginNames>()
        .AddIdentityCore<Login>(options =>
        {
            // Length is what counts; rules about signs make people write passwords down.
            options.Password = new()
            {
                RequiredLength = 10,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
                RequiredUniqueChars = 4,
            };
            options.User.RequireUniqueEmail = true;
            // An email address is the name: whatever signs it has.
            options.User.AllowedUserNameCharacters = "";
        })
        .AddEntityFrameworkStores<HubContext>();

    public static void MapHubSignIn(this WebApplication app) => app.MapPost("/account/sign-out", SignOut).ExcludeFromDescription();

    // Everything asks for a sign-in, unless it says otherwise.
    private static void Permit(AuthorizationOptions options, LiveBoard live)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        void Add(string name, Func<Actor, bool> may) => options.AddPolicy(name, policy => policy.RequireAssertion(
            context => live.Company.Person(context.User.PersonId()) is { Active: true } person && may(Actor.Of(person))));
        Add(Administrators, actor => actor.EditsPeople());
        Add(Importers, actor => actor.Imports());
        Add(Reporting, actor => actor.SeesAll());
        Add(FormKeepers, actor => actor.KeepsForms());
    }

    private static async Task<IResult> SignOut(
        HttpContext context, IAntiforgery antiforgery, SignInManager<Login> signIn, UserManager<Login> users, Sessions sessions)
    {
        // Another site's form signs nobody out.
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        await signIn.SignOutAsync();
        if ((await context.Request.ReadFormAsync()).ContainsKey("everywhere") && await users.GetUserAsync(context.User) is { } login)
            await users.UpdateSecurityStampAsync(login);
        await sessions.End(context.User);
        return Results.LocalRedirect(FirstRun.SignInAddress);
    }
}
