using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Installing;
using SmarketingHub.Engine.People;

namespace SmarketingHub.Web.Features.Account;

/// <summary>While nobody exists: the page that asks where the company is and makes the first administrator.</summary>
public static class FirstRun
{
    public const string Address = "/account/welcome";
    public const string SignInAddress = "/account/sign-in";

    public static async Task<bool> IsFirstRun(this LiveBoard live)
    {
        await live.Ready;
        return live.Company.People.IsEmpty;
    }

    /// <summary>Everything in one command: of two at once, one wins.</summary>
    /// <exception cref="NotAllowed">Somebody exists already.</exception>
    public static Task<Person> Begin(this Door door, string timeZone, string currency, Person administrator, string passwordHash) =>
        door.Do(Actor.System, write =>
        {
            if (!write.Company.People.IsEmpty)
                throw new NotAllowed("Somebody was faster: this installation has its administrator.");
            write.Settle(timeZone, currency);
            var person = write.AddPerson(administrator with { Role = Role.Admin });
            write.AddLogin(person, passwordHash);
            return person;
        });
}
