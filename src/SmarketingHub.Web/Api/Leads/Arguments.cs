using System.Reflection;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Domain.Life;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>
/// What <c>edit</c> changes is its alone, and it changes nothing else: passing over the rest would promise what is not done.
/// </summary>
internal static class Arguments
{
    private static readonly Dictionary<string, PropertyInfo> All = typeof(TriggerIn).GetProperties()
        .ToDictionary(p => CamelCase.Of(p.Name));
    private static readonly string[] Edited = [.. LeadFields.InFiles.Select(field => field.Name)];

    internal static void Check(TriggerIn given, Trigger trigger)
    {
        var said = All.Where(p => p.Value.GetValue(given) is not null).Select(p => p.Key);
        var wrong = trigger == Trigger.Edit
            ? said.Except(Edited) : said.Intersect(trigger == Trigger.Attempt ? Edited : [.. Edited, "externalId"]);
        var errors = wrong.ToDictionary(name => name, _ => new[]
        {
            trigger == Trigger.Edit ? $"'edit' takes: {string.Join(", ", Edited)}." : $"'{trigger.ToApi()}' takes no such argument.",
        });
        if (errors.Count > 0)
            throw new InvalidBody(errors);
    }
}
