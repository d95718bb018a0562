using NodaTime;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Leads;
using SmarketingHub.Engine.Tests.Simulation.Reference;

namespace SmarketingHub.Engine.Tests.Simulation.Play;

/// <summary>One inquiry: it joins the open lead of its contact or opens one, once for each key.</summary>
internal sealed class InquiryCommand(
    World world, string? email, string? company, LeadFacts facts, string? external, Instant? receivedAt, Actor actor, string? key,
    FormAnswer? form = null)
{
    private readonly string body = $"{email} {company} {facts} {external} {receivedAt} {form}";

    private Model Model => world.Model;

    public bool HasKey => key is not null;

    public InquiryCommand Again(bool sameBody) =>
        sameBody ? this : new(world, email, company, facts with { Campaign = "again" }, external, receivedAt, actor, key, form);

    public Command Make() => new()
    {
        What = $"inquiry of {email ?? "?"} "
            + $"at {company ?? "?"} {facts.Source} {facts.Grade} {external} {receivedAt}"
            + $"{(form is null ? "" : $" by form {form.Form}")}{(key is null ? "" : $" as {key}")}",
        Actor = actor,
        Send = door => door.Do(actor, write => write.Once(
            key is null ? null : IdempotentRequest.Of(key, System.Text.Encoding.UTF8.GetBytes(body)),
            () => write.Take(new(new(null, null, email, null, null), company, facts, external is null ? [] : [new("crm", "lead", external)],
                receivedAt, null)
            { Form = form }).LeadId).LeadId),
        Expect = Expect,
        Wrote = Wrote,
        MayBeSilent = world.Keys.ContainsKey((actor.ToString(), key ?? "")),
    };

    private Expected Expect()
    {
        if (Model.Now(actor) is not { } who)
            return Expected.Refused<NotAllowed>();
        if (key is not null && world.Keys.TryGetValue((actor.ToString(), key), out var before))
            return before.Body == body ? Expected.Success : Expected.Refused<KeyReused>();
        if (!Model.SeesAll(who))
            return Expected.Refused<NotAllowed>();
        return receivedAt?.ToUnixTimeMilliseconds() < world.Time.Now - 30L * 86_400_000
            ? Expected.Refused<InvalidArgument>() : Expected.Success;
    }

    private void Wrote(IReadOnlyList<Line> lines, long? answer)
    {
        if (key is not null && world.Keys.TryGetValue((actor.ToString(), key), out var before))
        {
            Broken.Unless(lines.Count == 0, "the same key does it once", TriggerCommand.ToText(lines));
            Broken.Unless(answer is null || answer == before.Lead, "the same key gets the same answer", $"{answer}, before {before.Lead}");
            return;
        }
        var sign = lines.Where(l => l.Type is "leadCaptured" or "inquiryJoined").ToList();
        Broken.Unless(sign.Count == 1 && (answer is null || sign[0].Lead == answer), "nothing acknowledged is lost",
            $"lead {answer}: {TriggerCommand.ToText(lines)}");
        var id = sign[0].Lead!.Value;
        var joined = sign[0].Type == "inquiryJoined";
        var open = world.OpenLeadOf(external, email, except: joined ? null : id);
        if (email is not null || external is not null)
            Broken.Unless(joined ? open == id : open is null, "an inquiry joins the open lead of its contact, or opens one",
                $"it {(joined ? "joined" : "opened")} {id}; open was {open}");
        var filled = lines.Where(l => l.Type == "formFilled").Select(l => (l.Lead, l.Body.Number("form"), l.Body.Number("consent")));
        Broken.Unless(filled.SequenceEqual(form is null ? [] : [(id, form.Form, form.Consent)]), "a lead tells of the form it came by",
            $"form {form}: {TriggerCommand.ToText(lines)}");
        world.Came(id, email, external);
        if (key is not null)
            world.Keys[(actor.ToString(), key)] = (body, id);
        Asked(lines, Model.Lead(id)!, joined);
    }

    // The rules of capture: a hand-raise is offered at once; an earlier touch deadline replaces a later one.
    private void Asked(IReadOnlyList<Line> lines, RefLead lead, bool joined)
    {
        var isCustomer = lead.Holder == Party.Sales && lines[0].Type == "leadCaptured";
        if (facts.Source == "demo-request" && !joined && !isCustomer && world.OffersDemos(lines[0].RecordedAt))
            Broken.Unless(lead.Handoffs.Count > 0, "a hand-raise is offered at once", $"lead {lead.Id}");
        if (!joined)
            Broken.Unless(lines.Any(l => l.Type is "clockStarted" or "uncovered"), "a captured lead has its clock", $"lead {lead.Id}");
    }
}
