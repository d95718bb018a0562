namespace SmarketingHub.Web.Features.Account;

internal static class Addresses
{
    /// <summary>Where to go after signing in: an address of our own, else the board.</summary>
    internal static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
