using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Scalar.AspNetCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.Facts;
using SmarketingHub.Web.Api.Agreements;
using SmarketingHub.Web.Api.Board;
using SmarketingHub.Web.Api.Leads;

namespace SmarketingHub.Web.Api;

/// <summary>The description of the API, and the page to browse it. Both are served from here: nothing is fetched from elsewhere.</summary>
internal static class OpenApiDocument
{
    internal static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // Programs have always known both kinds of figures by one name.
        options.CreateSchemaReferenceId = type => type.Type == typeof(BoardFiguresOut) ? nameof(FiguresOut)
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(Instant))
                (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "date-time", null);
            if (context.JsonTypeInfo.Type == typeof(Phrase))
                (schema.Type, schema.Properties) = (JsonSchemaType.String, null);
            return Task.CompletedTask;
        });
        // What the tables of fields say of them.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var described = context.JsonTypeInfo.Type == typeof(LeadIn) ? LeadFields.All.Select(field => (field.Name, field.Description))
                : context.JsonTypeInfo.Type == typeof(ConditionBody)
                ? Condition.Criteria.Select(criterion => (criterion.Name, criterion.Description))
                : [];
            foreach (var (name, description) in described)
                if (description is not null && schema.Properties?[name] is OpenApiSchema property)
                    property.Description = description;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
                parameter.Name = CamelCase.Of(parameter.Name!);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "SmarketingHub",
                Version = "v1",
                Description =
                    "Errors are RFC 9457 problem details. Every POST and PUT takes an Idempotency-Key. Instants are ISO 8601 in UTC, "
                        + "durations ISO 8601.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key: `apikey create` makes one.",
                },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    internal static void Map(WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/api", options => options
            .WithTitle("SmarketingHub API")
            .DisableDefaultFonts()
            .HideClientButton()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()).AllowAnonymous();
    }
}
