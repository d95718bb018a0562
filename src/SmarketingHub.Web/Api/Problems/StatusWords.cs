namespace SmarketingHub.Web.Api.Problems;

/// <summary>What to do about a status that the framework answered, before anything of ours was asked.</summary>
internal static class StatusWords
{
    internal static void Fill(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address: see /openapi/v1.json.",
            StatusCodes.Status405MethodNotAllowed =>
                $"This address does not take {context.HttpContext.Request.Method}: see /openapi/v1.json.",
            StatusCodes.Status415UnsupportedMediaType => "Send application/json; see /openapi/v1.json for what else an address takes.",
            _ => null,
        };
    }
}
