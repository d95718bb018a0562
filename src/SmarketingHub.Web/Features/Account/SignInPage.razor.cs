using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account;

public sealed partial class SignInPage(
    SignInManager<Login> signIn, UserManager<Login> users, IPasswordHasher<Login> hasher, BoardFeed feed, NavigationManager navigation)
{
    [SupplyParameterFromForm]
    private Input Form { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    private bool failed;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (await feed.IsFirstRun())
            navigation.NavigateTo(FirstRun.Address);
    }

    private async Task Submit()
    {
        if (await Known() is not { } login)
        {
            failed = true;
            return;
        }
        await signIn.SignInAsync(login, Form.Stay);
        navigation.NavigateTo(await FirstPassword.Is(users, login) ? "/account/password" : Addresses.Local(ReturnUrl));
    }

    private async Task<Login?> Known()
    {
        var (email, password) = (Form.Email?.Trim() ?? "", Form.Password ?? "");
        var login = await users.FindByNameAsync(email);
        if (login is null)
        {
            // An unknown address takes as long as a wrong password.
            hasher.HashPassword(new(), password);
            return null;
        }
        var passed = await signIn.CheckPasswordSignInAsync(login, password, lockoutOnFailure: true);
        if (!passed.Succeeded)
            return null;
        // Somebody whom a command added a moment ago is known to the rows before the feed has looked.
        await feed.UpToDate(CancellationToken.None);
        return feed.Company.Person(login.Id) is { Active: true } ? login : null;
    }

    private sealed class Input
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Stay { get; set; }
    }
}
