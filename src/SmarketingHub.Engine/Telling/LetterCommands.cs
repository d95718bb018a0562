using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;

namespace SmarketingHub.Engine.Telling;

/// <summary>What administrators do with letters that were given up.</summary>
public static class LetterCommands
{
    /// <summary>What the ledger says of it.</summary>
    internal const string Resent = "letterResent";

    /// <exception cref="NotAllowed">Dead letters are administrators'.</exception>
    public static void Allow(Actor actor)
    {
        if (!actor.KeepsLetters())
            throw new NotAllowed("Only administrators see the letters that were given up.");
    }

    /// <summary>Those that were given up, the newest first.</summary>
    public static Task<List<Letter>> Dead(HubContext rows, Actor actor, int most)
    {
        Allow(actor);
        return rows.Letters.AsNoTracking().Where(l => l.State == LetterState.Dead).OrderByDescending(l => l.Id).Take(most).ToListAsync();
    }

    /// <summary>It is sent again, with the id that it had; what was handled meanwhile is left out.</summary>
    /// <exception cref="NotFound">There is no such letter.</exception>
    /// <exception cref="Refusal">It was not given up.</exception>
    public static Letter ResendLetter(this Write write, long id)
    {
        Allow(write.Actor);
        var letter = write.Rows.Letters.Find(id) ?? throw new NotFound($"There is no letter {id}.");
        if (letter.State != LetterState.Dead)
            throw new LetterNotDead();
        (letter.State, letter.Attempts, letter.FirstAt, letter.NextAt) = (LetterState.Waiting, 0, null, write.Now);
        write.Rows.Deliveries.Where(d => d.LetterId == id).ExecuteUpdate(set => set.SetProperty(d => d.State, DeliveryState.Waiting));
        write.Note(Resent, new { letter = id, person = letter.PersonId, channel = letter.Channel });
        return letter;
    }
}

/// <summary>Only what was given up is sent again by hand.</summary>
public sealed class LetterNotDead() : Refusal("It was not given up: it was sent, or is still tried.");
