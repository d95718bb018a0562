using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.WebForms;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;
using SmarketingHub.Web.Settings;

namespace SmarketingHub.Web.Api.Forms;

/// <summary>Forms for other sites. What visitors send goes to a form's own address, without a key.</summary>
internal static class FormEndpoints
{
    private const string IfMatch = "`If-Match` with the version that you know refuses it when somebody changed it since.";

    internal static void MapForms(this RouteGroupBuilder api)
    {
        var forms = api.MapGroup("/forms").WithTags("Forms");
        forms.MapGet("/", All).WithSummary("List forms").Produces<Page<FormOut>>().ProducesProblem(403)
            .WithDescription("For keys of administrators and of team leads of Marketing, as all of these.");
        forms.MapGet("/{id:long}", One).WithSummary("Read a form").Produces<FormOut>().ProducesProblem(404);
        forms.MapPost("/", Make).WithSummary("Make a form").Produces<FormOut>(201).ProducesProblem(422)
            .WithDescription("Answers the address at which it stands.");
        forms.MapPut("/{id:long}", Change).WithSummary("Change a form").Produces<FormOut>().ProducesProblem(404).ProducesProblem(412)
            .ProducesProblem(422).WithDescription($"What is left out stays. Another text to agree to is another version. {IfMatch}");
        forms.MapPost("/{id:long}/close", Close).WithSummary("Take no more inquiries by it").Produces<FormOut>().ProducesProblem(404)
            .ProducesProblem(412)
            .WithDescription("It stays, since leads tell of it, and says that it is closed. "
                + $"PUT with `\"open\": true` opens it. {IfMatch}");
    }

    private static async Task<Page<FormOut>> All(
        HttpContext http, ClaimsPrincipal user, HubContext rows, FormTally tally, HubAddress hub, CancellationToken cancellation)
    {
        WebFormCommands.Allow(user.Actor());
        var all = await rows.WebForms.AsNoTracking().OrderBy(form => form.Id).ToListAsync(cancellation);
        return new(all.ConvertAll(form => Out(form, http, tally, hub)), null);
    }

    private static Task<FormOut> One(long id, HttpContext http, ClaimsPrincipal user, HubContext rows, FormTally tally, HubAddress hub) =>
        Read(id, http, user, rows, tally, hub);

    private static async Task<IResult> Make(
        Body<FormIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, FormTally tally, HubAddress hub)
    {
        var (id, _) = await door.Do(user.Actor(), write => write.Once(http.Once(body.Bytes), () =>
        {
            WebFormCommands.Allow(user.Actor());
            return write.MakeForm(body.Value.Over(new(), body.Emptied)).Id;
        }));
        return Results.Created($"/api/v1/forms/{id}", await Read(id, http, user, rows, tally, hub));
    }

    private static Task<FormOut> Change(
        long id, Body<FormIn> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, FormTally tally, HubAddress hub) =>
        Do(id, body.Bytes, text => body.Value.Over(text, body.Emptied), http, user, door, rows, tally, hub);

    private static Task<FormOut> Close(
        long id, Body<Nothing> body, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows, FormTally tally, HubAddress hub) =>
        Do(id, body.Bytes, text =>
        {
            _ = body.Value;
            return text with { IsOpen = false };
        }, http, user, door, rows, tally, hub);

    private static async Task<FormOut> Do(
        long id, byte[] body, Func<WebFormText, WebFormText> change, HttpContext http, ClaimsPrincipal user, Door door, HubContext rows,
        FormTally tally, HubAddress hub)
    {
        await door.Do(user.Actor(), write => write.Once(http.Once(body), () => write.ChangeForm(id, http.KnownVersion(), change).Id));
        return await Read(id, http, user, rows, tally, hub);
    }

    private static async Task<FormOut> Read(
        long id, HttpContext http, ClaimsPrincipal user, HubContext rows, FormTally tally, HubAddress hub)
    {
        WebFormCommands.Allow(user.Actor());
        var form = await rows.WebForms.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id) ?? throw new NotFound($"There is no form {id}.");
        http.Response.Headers.ETag = $"\"{form.Version}\"";
        return Out(form, http, tally, hub);
    }

    private static FormOut Out(WebForm form, HttpContext http, FormTally tally, HubAddress hub) => FormOut.Of(
        form, hub.Of($"forms/{form.Key}", $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/"), tally.Of(form.Id));

    private sealed record Nothing;
}
