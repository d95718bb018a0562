using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Calendars;
using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Commands;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Api.Json;

namespace SmarketingHub.Web.Api.Problems;

/// <summary>Every error as RFC 9457 problem details: what was wrong and what would be right, never what is inside.</summary>
internal sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken cancellation)
    {
        if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        var problem = ProblemOf(error, context);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            log.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        if (error is not Busy && FileFault.Of(error) is { } reason)
            log.LogError("{Method} {Path} was refused: {Reason}", context.Request.Method, context.Request.Path, reason);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = $"{(error as Busy)?.After?.TotalSeconds ?? 2}";
        context.Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new() { HttpContext = context, ProblemDetails = problem });
        return true;
    }

    private static ProblemDetails ProblemOf(Exception error, HttpContext context) => error switch
    {
        InvalidBody e => Wrong(e.Errors.ToDictionary(), e.Message),
        InvalidArgument e => Wrong(new() { [e.Field] = [e.Message] }, $"{e.Field}: {e.Message}"),
        CalendarException e => Wrong(new() { [e.Field] = [e.Problem.ToString()] }, e.Message),
        KeyReused => Problem(422, error.Message),
        Stale e => With(Problem(412, e.Message), ("currentVersion", e.Version), ("missed", e.Missed)),
        NotPermitted e =>
            With(Problem(409, e.Message), ("trigger", e.Trigger?.ToApi()), ("permitted", e.Permitted.Select(t => t.ToApi()).ToList())),
        NotFound => Problem(404, error.Message),
        NotAllowed => Problem(403, error.Message),
        Busy => Problem(503, error.Message),
        Refusal => Problem(409, error.Message),
        BadHttpRequestException when WrongQuery(context) is { Count: > 0 } wrong => Wrong(wrong, new InvalidBody(wrong).Message),
        BadHttpRequestException e when e.Message.StartsWith("Failed to bind", StringComparison.Ordinal) =>
            Problem(e.StatusCode, "A value in the address or the query is of another type: see /openapi/v1.json for what it should be."),
        BadHttpRequestException e => Problem(e.StatusCode, e.Message),
        _ when FileFault.Of(error) is { } reason => Problem(503, $"The file cannot be used now: {reason}. Try again in a moment."),
        _ => Problem(500, "Something unexpected went wrong here; nothing was changed unless you were told so."),
    };

    // The endpoint is put away before errors are handled.
    private static Dictionary<string, string[]> WrongQuery(HttpContext context) =>
        KnownQueries.OfAnotherType(context.Features.Get<IExceptionHandlerFeature>()?.Endpoint, context.Request.Query);

    private static ProblemDetails Problem(int status, string detail) => new() { Status = status, Detail = detail };

    private static ProblemDetails Wrong(Dictionary<string, string[]> errors, string detail) =>
        With(Problem(422, detail), ("errors", errors));

    private static ProblemDetails With(ProblemDetails problem, params (string Name, object? Value)[] more)
    {
        foreach (var (name, value) in more)
            problem.Extensions[name] = value;
        return problem;
    }
}
