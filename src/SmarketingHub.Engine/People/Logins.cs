using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.People;

public static class Logins
{
    /// <param name="passwordHash">Null: no password opens it.</param>
    /// <summary>A login for a person, in the same transaction as the person: nobody is left who cannot come in.</summary>
    public static void AddLogin(this Write write, Person person, string? passwordHash) => write.Rows.Users.Add(new()
    {
        Id = person.Id,
        UserName = person.Email,
        NormalizedUserName = LoginNames.Of(person.Email),
        Email = person.Email,
        NormalizedEmail = LoginNames.Of(person.Email),
        PasswordHash = passwordHash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        LockoutEnabled = true,
    });
}
