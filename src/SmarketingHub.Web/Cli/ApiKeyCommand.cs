using System.CommandLine;
using SmarketingHub.Domain.People;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Cli;

/// <summary><c>apikey create</c> and <c>apikey revoke</c>.</summary>
internal static class ApiKeyCommand
{
    internal static Command Make() => new("apikey", "Keys for programs.") { Create(), Revoke() };

    private static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Required = true,
            Description = "What the key is called; it is the system of an external id that names none.",
        };
        var role = Roles.Option();
        var party = Roles.PartyOption("The partner's party; the role partner needs it.");
        var command = new Command("create", "Make a key and print it, alone and only this once.") { name, role, party };
        command.Validators.Add(result =>
        {
            if (result.GetResult(role)?.Tokens is [{ Value: "partner" }] && result.GetResult(party) is null)
                result.AddError("The role partner needs --party.");
        });
        command.SetAction((given, _) => HubCommand.Run(async hub =>
        {
            var key = await hub.Do(write => write.AddApiKey(given.GetValue(name)!.Trim(), Roles.Parse(given.GetValue(role)!),
                given.GetValue(party)));
            Console.WriteLine(key);
            return 0;
        }));
        return command;
    }

    private static Command Revoke()
    {
        var name = new Option<string>("--name") { Required = true, Description = "What the key is called." };
        var command = new Command("revoke", "Let the key in no more.") { name };
        command.SetAction((given, _) => HubCommand.Run(async hub =>
        {
            await hub.Do(write =>
            {
                write.RevokeApiKey(given.GetValue(name)!);
                return true;
            });
            return 0;
        }));
        return command;
    }
}

/// <summary>Roles and parties as options.</summary>
internal static class Roles
{
    internal static Option<string> Option()
    {
        var option = new Option<string>("--role") { Required = true, Description = "What it may do." };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(role => role.ToLowerInvariant())]);
        return option;
    }

    internal static Option<string?> PartyOption(string description) => new("--party") { Description = description };

    internal static Role Parse(string role) => Enum.Parse<Role>(role, ignoreCase: true);
}
