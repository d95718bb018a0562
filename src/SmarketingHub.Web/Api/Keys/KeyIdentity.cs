using System.Security.Claims;
using SmarketingHub.Domain.People;

namespace SmarketingHub.Web.Api.Keys;

/// <summary>A program that came with a valid API key.</summary>
/// <param name="name">The key's name: the system of an external id that names none.</param>
internal sealed class KeyIdentity(Actor actor, string name) : ClaimsIdentity(ApiKeyHandler.Scheme)
{
    public new Actor Actor { get; } = actor;
    public override string Name => name;
}

internal static class Callers
{
    internal static KeyIdentity Key(this ClaimsPrincipal user) =>
        user.Identity as KeyIdentity ?? throw new InvalidOperationException("An endpoint for programs was reached without a key.");

    internal static Actor Actor(this ClaimsPrincipal user) => user.Key().Actor;
}
