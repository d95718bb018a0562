using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.People;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Ledger;

namespace SmarketingHub.Engine.WebForms;

/// <summary>What is done with forms, and with what they held back.</summary>
public static class WebFormCommands
{
    /// <summary>So many there are at most.</summary>
    public const int Most = 200;

    private const int KeyBytes = 12;
    private const int SecretBytes = 32;

    /// <exception cref="NotAllowed">Forms are administrators' and team leads' of Marketing.</exception>
    public static void Allow(Actor actor)
    {
        if (!actor.KeepsForms())
            throw new NotAllowed("Only administrators and team leads of Marketing keep forms.");
    }

    /// <exception cref="InvalidArgument">Of the field that is wrong.</exception>
    public static WebForm MakeForm(this Write write, WebFormText text)
    {
        Allow(write.Actor);
        if (write.Rows.WebForms.Count() >= Most)
            throw new InvalidArgument("name", $"There are {Most} forms: change one that is closed.");
        var said = text.Check();
        var made = new WebForm
        {
            Id = write.NextId(),
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)),
            Secret = RandomNumberGenerator.GetBytes(SecretBytes),
            Name = said.Name!,
            Source = said.Source!,
            MadeBy = write.Actor.ToString(),
            MadeAt = write.Now,
            Version = 1,
        };
        said.Over(made);
        write.Rows.WebForms.Add(made);
        write.Note("webFormMade", Told(made));
        return made;
    }

    /// <param name="write">The command's way to the rows.</param>
    /// <param name="id">Which.</param>
    /// <param name="known">The version that was looked at; null: whichever it is.</param>
    /// <param name="change">What it says of what stood there.</param>
    /// <exception cref="Stale">Somebody changed it since.</exception>
    public static WebForm ChangeForm(this Write write, long id, int? known, Func<WebFormText, WebFormText> change)
    {
        var form = write.Form(id);
        if (known is { } looked && looked != form.Version)
            throw new Stale(form.Version, []);
        change(WebFormText.Of(form)).Check().Over(form);
        form.Version++;
        write.Note("webFormChanged", Told(form));
        return form;
    }

    /// <summary>What was held back is an inquiry like any other: received when it was sent, its clocks start now.</summary>
    public static Taken LetIn(this Write write, long id)
    {
        var held = write.Held(id);
        var form = write.Form(held.FormId);
        var sent = JsonSerializer.Deserialize<FormSent>(held.Sent, LedgerJson.Options)!;
        var taken = write.TakeImported(sent.ToInquiry(form, held.At) with { ReceivedAt = held.At }, ownLead: false);
        write.Rows.HeldInquiries.Remove(held);
        form.LetIn++;
        write.Note("heldInquiryLetIn", new { form = form.Id, lead = taken.LeadId });
        return taken;
    }

    /// <summary>It is spam: what was typed goes for good.</summary>
    public static void Dismiss(this Write write, long id)
    {
        var held = write.Held(id);
        write.Rows.HeldInquiries.Remove(held);
        write.Form(held.FormId).Dismissed++;
        write.Note("heldInquiryDismissed", new { form = held.FormId });
    }

    private static WebForm Form(this Write write, long id)
    {
        Allow(write.Actor);
        return write.Rows.WebForms.AsTracking().FirstOrDefault(f => f.Id == id) ?? throw new NotFound($"There is no form {id}.");
    }

    private static HeldInquiry Held(this Write write, long id)
    {
        Allow(write.Actor);
        return write.Rows.HeldInquiries.Find(id) ?? throw new NotFound("Somebody has let it in or dismissed it already.");
    }

    private static object Told(WebForm form) => new
    {
        form = form.Id,
        name = form.Name,
        source = form.Source,
        campaign = form.Campaign,
        product = form.Product,
        fields = form.Fields,
        required = form.Required,
        languages = form.Languages,
        consentVersion = form.ConsentVersion,
        consentRequired = form.IsConsentRequired,
        consent = form.Words.Where(w => w.Consent is not null).ToDictionary(w => w.Language, w => w.Consent),
        origins = form.Origins,
        open = form.IsOpen,
    };
}
