using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account;

/// <summary>The cookie that a signed-in browser has, and what is asked of it with each request.</summary>
internal static class SignInCookie
{
    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "hub-sign-in";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.LoginPath = FirstRun.SignInAddress;
        options.ReturnUrlParameter = "returnUrl";
        options.AccessDeniedPath = "/not-found";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.Events.OnSigningIn = context =>
        {
            Sessions.Begin(context.Principal!);
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = AskToSignIn;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (live, user) = (services.GetRequiredService<LiveBoard>(), context.Principal!);
        await live.Ready;
        if (live.Company.Person(user.PersonId()) is { Active: true } && !services.GetRequiredService<Sessions>().IsOver(user)
            && await services.GetRequiredService<SignInManager<Login>>().ValidateSecurityStampAsync(user) is not null)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // Programs get the bare status; a browser gets the page, and while nobody exists that of the first run.
    private static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var first = await context.HttpContext.RequestServices.GetRequiredService<LiveBoard>().IsFirstRun();
        context.Response.Redirect(first ? FirstRun.Address : context.RedirectUri);
    }
}
