using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.People;
using SmarketingHub.Web.Features.Account;

namespace SmarketingHub.Web.Cli;

/// <summary><c>user add</c>: somebody who can sign in.</summary>
internal static class UserCommand
{
    // Without the letters that are taken for one another.
    private const string Signs = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    internal static Command Make() => new("user", "People who sign in.") { Add() };

    private static Command Add()
    {
        var email = new Option<string>("--email") { Required = true, Description = "Also the name to sign in with." };
        var name = new Option<string>("--name") { Required = true, Description = "First and last name." };
        var role = Roles.Option();
        var party = Roles.PartyOption("marketing, sales, or a partner's.");
        party.Required = true;
        var team = new Option<string?>("--team") { Description = "A team of the party." };
        var password = new Option<string?>("--password")
        {
            Description = "'-' reads it from standard input; without one it is made up and printed, alone.",
        };
        var command = new Command("add", "Add a person and a sign-in.") { email, name, role, party, team, password };
        command.SetAction((given, _) => HubCommand.Run(
            hub => Run(hub, given.GetValue(password), new()
            {
                Id = 0,
                Name = given.GetValue(name)!,
                Email = given.GetValue(email)!,
                Role = Roles.Parse(given.GetValue(role)!),
                Party = given.GetValue(party)!,
                Team = given.GetValue(team),
            }),
            services => services.AddHubLogins()));
        return command;
    }

    private static async Task<int> Run(HubCommand hub, string? given, Person person)
    {
        var password = given == "-" ? Console.In.ReadLine() ?? "" : given ?? RandomNumberGenerator.GetString(Signs, 20);
        using var scope = hub.Services.CreateScope();
        var logins = scope.ServiceProvider.GetRequiredService<UserManager<Login>>();
        var login = new Login { UserName = person.Email, Email = person.Email };
        foreach (var rule in logins.PasswordValidators)
            if (await rule.ValidateAsync(logins, login, password) is { Succeeded: false } refused)
                throw new InvalidArgument("password", string.Join(" ", refused.Errors.Select(e => e.Description)));
        var hash = logins.PasswordHasher.HashPassword(login, password);
        await hub.Do(write =>
        {
            var added = write.AddPerson(person);
            write.AddLogin(added, hash);
            return added;
        });
        if (given is null)
            Console.WriteLine(password);
        return 0;
    }
}
