using Microsoft.AspNetCore.Identity;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Web.Features.Account;

/// <summary>Marks a password that somebody else has seen: its owner is asked for another.</summary>
public static class FirstPassword
{
    public const string Claim = "hub-first-password";

    public static async Task<bool> Is(UserManager<Login> users, Login login) =>
        (await users.GetClaimsAsync(login)).Any(c => c.Type == Claim);

    public static async Task Done(UserManager<Login> users, Login login) =>
        await users.RemoveClaimsAsync(login, (await users.GetClaimsAsync(login)).Where(c => c.Type == Claim));
}
