using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.WebForms;

/// <summary>How something came that was typed into a form.</summary>
/// <param name="Token">When the form was served, as it was signed; null: nothing says so.</param>
/// <param name="IsHiddenFilled">A field that nobody sees has something in it.</param>
/// <param name="Network">From where: the same text for all of one network.</param>
public sealed record FormArrival(string? Token, bool IsHiddenFilled, string Network);

/// <summary>What became of what was sent.</summary>
public abstract record FormOutcome;

/// <param name="Lead">The one that it opened or joined; null: it looks like spam and waits for somebody.</param>
public sealed record FormTaken(long? Lead) : FormOutcome;

/// <summary>Something is missing or wrong: by fields, what would be right.</summary>
public sealed record FormMistaken(IReadOnlyDictionary<string, Phrase> Mistakes) : FormOutcome;

/// <summary>Nothing says that the form was served: it is to be looked at and sent once more.</summary>
public sealed record FormAskedAgain : FormOutcome;

/// <summary>Too much came from there, or to the form.</summary>
/// <param name="Wait">So long.</param>
public sealed record FormRefused(TimeSpan Wait) : FormOutcome;

/// <summary>Takes in what is typed into forms, and keeps spam out.</summary>
public sealed class FormDesk(Door door, FormRates rates, FormTally tally, FormOptions options, TimeProvider time)
{
    public async Task<FormOutcome> Take(WebForm form, FormSent sent, FormArrival from)
    {
        if ((rates.Try($"from {from.Network}", options.MostOfAddress)
            ?? rates.Try(string.Create(CultureInfo.InvariantCulture, $"to {form.Id}"), options.MostOfForm)) is { } wait)
            return Refuse(form, wait);
        if (sent.Mistakes(form) is { Count: > 0 } mistakes)
            return new FormMistaken(mistakes);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (FormToken.Read(form, from.Token, now) is not { } token)
        {
            tally.AskedAgain(form.Id);
            return new FormAskedAgain();
        }
        var signs = SpamSigns.Of(sent, from.IsHiddenFilled, now - token.ServedAt);
        var once = Once(form, sent, token);
        if (signs.Count == 0)
            return new FormTaken(await door.Do(Actor.System, write => write.Once(once, () => Take(write, form, sent)).LeadId, "FormSent"));
        return await door.Do(Actor.System, write => Hold(write, form, sent, signs, once), "FormHeld")
            ? new FormTaken(null)
            : Refuse(form, FormOptions.Window);
    }

    private FormRefused Refuse(WebForm form, TimeSpan wait)
    {
        tally.Refused(form.Id);
        return new(wait);
    }

    private static long Take(Write write, WebForm form, FormSent sent)
    {
        var taken = write.Take(sent.ToInquiry(form, write.Now));
        write.Rows.WebForms.Where(f => f.Id == form.Id).ExecuteUpdate(set => set.SetProperty(f => f.Taken, f => f.Taken + 1));
        return taken.LeadId;
    }

    /// <returns>Whether there was room.</returns>
    private bool Hold(Write write, WebForm form, FormSent sent, IReadOnlyList<SpamSign> signs, IdempotentRequest once)
    {
        if (write.DoneBefore(once) is null && write.Rows.HeldInquiries.Count(h => h.FormId == form.Id) >= options.MostHeld)
            return false;
        write.Once(once, () =>
        {
            var held = new HeldInquiry
            {
                Id = write.NextId(),
                FormId = form.Id,
                At = write.Now,
                Signs = signs,
                Sent = JsonSerializer.Serialize(sent, LedgerJson.Options),
            };
            write.Rows.HeldInquiries.Add(held);
            write.Rows.WebForms.Where(f => f.Id == form.Id).ExecuteUpdate(set => set.SetProperty(f => f.Held, f => f.Held + 1));
            return held.Id;
        });
        return true;
    }

    // Sent twice it is taken once; corrected and sent again from the same page it is another one.
    private static IdempotentRequest Once(WebForm form, FormSent sent, FormToken token)
    {
        var body = IdempotentRequest.Of("", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(sent, LedgerJson.Options))).BodyHash;
        return new($"form/{form.Id}/{token.Once}/{Convert.ToHexStringLower(body.AsSpan(0, 8))}", body);
    }
}
