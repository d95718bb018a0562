using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Features.People;

/// <summary>Passwords that an administrator hands over: shown once, and asked to be changed at the first sign-in.</summary>
public sealed class Passwords(Door door, IServiceScopeFactory scopes, Guesses guesses)
{
    // Without signs that look alike.
    private const string Signs = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A person who can sign in at once: both in one command.</summary>
    public async Task<(Person Person, string Password)> Hire(Actor actor, Person person)
    {
        var (id, password) = await Hire(actor, () => person, once: null);
        return (person with { Id = id }, password!);
    }

    /// <summary>The same for programs.</summary>
    /// <param name="once">The password of an answer given before is not told again.</param>
    internal async Task<(long Id, string? Password)> Hire(Actor actor, Func<Person> person, IdempotentRequest? once)
    {
        var password = Make();
        await using var scope = scopes.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>().HashPassword(new(), password);
        var (id, before) = await door.Do(actor, write => write.Once(once, () =>
        {
            write.AllowPeople();
            var added = write.AddPerson(person());
            write.AddLogin(added, hash);
            write.Rows.UserClaims.Add(new() { UserId = added.Id, ClaimType = FirstPassword.Claim, ClaimValue = "1" });
            return added.Id;
        }));
        return (id, before ? null : password);
    }

    /// <summary>Another password; whoever is signed in with the old one is out.</summary>
    public async Task<string> Renew(Actor actor, long person)
    {
        if (!actor.EditsPeople())
            throw new Domain.NotAllowed("Only administrators change people.");
        var password = Make();
        await using var scope = scopes.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>().HashPassword(new(), password);
        var account = await door.Do(actor, write =>
        {
            var known = write.Company.Person(person) ?? throw new Domain.NotFound($"There is no person {person}.");
            if (write.Rows.Users.AsTracking().FirstOrDefault(u => u.Id == person) is { } login)
                (login.PasswordHash, login.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
            else
                write.AddLogin(known, hash);
            if (!write.Rows.UserClaims.Any(c => c.UserId == person && c.ClaimType == FirstPassword.Claim))
                write.Rows.UserClaims.Add(new() { UserId = person, ClaimType = FirstPassword.Claim, ClaimValue = "1" });
            return known.Email;
        });
        guesses.Forgive(account);
        return password;
    }

    private static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Signs, 4)));
}
