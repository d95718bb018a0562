using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account.Pages;

public sealed partial class SignInPage(
    SignInManager<Login> signIn, UserManager<Login> users, IPasswordHasher<Login> hasher, Guesses guesses, LiveBoard live,
    NavigationManager navigation)
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private Input Form { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    private bool failed;
    private int? wait;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        if (await live.IsFirstRun())
            navigation.NavigateTo(FirstRun.Address);
    }

    private async Task Submit()
    {
        var email = Form.Email?.Trim() ?? "";
        wait = Context.MustWait(guesses, email);
        if (wait is not null || await Known(email, Form.Password ?? "") is not { } login)
        {
            failed = true;
            return;
        }
        guesses.Right(email, Context.Connection.RemoteIpAddress);
        await signIn.SignInAsync(login, Form.Stay);
        navigation.NavigateTo(await FirstPassword.Is(users, login) ? "/account/password" : Addresses.Local(ReturnUrl));
    }

    private async Task<Login?> Known(string email, string password)
    {
        var login = await users.FindByNameAsync(email);
        if (login?.PasswordHash is null)
        {
            // An unknown address takes as long as a wrong password.
            hasher.HashPassword(new(), password);
            return null;
        }
        if (!await users.CheckPasswordAsync(login, password))
            return null;
        // Somebody whom a command added a moment ago is known to the rows before the board has looked.
        await live.UpToDate(CancellationToken.None);
        return live.Company.Person(login.Id) is { Active: true } ? login : null;
    }

    private sealed class Input
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Stay { get; set; }
    }
}
