using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account.Pages;

public sealed partial class PasswordPage(SignInManager<Login> signIn, UserManager<Login> users, Guesses guesses)
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private Input? Form { get; set; }

    private string? currentError;
    private string? nextError;
    private bool changed;
    private bool first;

    protected override async Task OnInitializedAsync() =>
        first = await users.GetUserAsync(Context.User) is { } login && await FirstPassword.Is(users, login);

    private async Task Submit()
    {
        if (await users.GetUserAsync(Context.User) is not { } login)
            return;
        // Guesses here count as they do at the sign-in.
        if (Context.MustWait(guesses, login.UserName!) is { } minutes)
        {
            currentError = L["Too many wrong tries. Try again in {0} min.", minutes];
            return;
        }
        if (!await users.CheckPasswordAsync(login, Form?.Current ?? ""))
        {
            currentError = L["This is not your password. After several wrong tries you have to wait."];
            return;
        }
        guesses.Right(login.UserName!, Context.Connection.RemoteIpAddress);
        var result = await users.ChangePasswordAsync(login, Form!.Current!, Form.Next ?? "");
        if (!result.Succeeded)
        {
            nextError = L["At least 10 characters. A few words make a good one."];
            return;
        }
        await FirstPassword.Done(users, login);
        await signIn.RefreshSignInAsync(login);
        changed = true;
    }

    private sealed class Input
    {
        public string? Current { get; set; }
        public string? Next { get; set; }
    }
}
