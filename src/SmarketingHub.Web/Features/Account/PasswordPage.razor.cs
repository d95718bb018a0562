using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account;

public sealed partial class PasswordPage(SignInManager<Login> signIn, UserManager<Login> users)
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
        // Trying passwords here locks the account as it does at the sign-in.
        if (!(await signIn.CheckPasswordSignInAsync(login, Form?.Current ?? "", lockoutOnFailure: true)).Succeeded)
        {
            currentError = L["This is not your password. After five tries your account is closed for five minutes."];
            return;
        }
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
