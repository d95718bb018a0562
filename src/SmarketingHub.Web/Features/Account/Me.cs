using Microsoft.AspNetCore.Components.Authorization;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Account;

/// <summary>The person at this circuit, as the company knows it now: a circuit outlives a sign-out and a change of role.</summary>
public sealed class Me(AuthenticationStateProvider authentication, LiveBoard live)
{
    /// <summary>The address that the page was asked for from; null: not known.</summary>
    public string? From { get; set; }

    /// <exception cref="NotAllowed">Signed out, unknown, or no longer active.</exception>
    public async Task<Person> Person()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return live.Company.Person(user.PersonId()) is { Active: true } person
            ? person
            : throw new NotAllowed("Your account is no longer active. Ask your administrator.");
    }

    public async Task<Actor> Actor() => Domain.People.Actor.Of(await Person());
}
