using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Leads;
using SmarketingHub.Domain.Life;
using SmarketingHub.Domain.Rights;
using SmarketingHub.Engine.Board;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Search;
using SmarketingHub.Web.Api.Json;
using SmarketingHub.Web.Api.Keys;

namespace SmarketingHub.Web.Api.Leads;

/// <summary>Which leads are looked for.</summary>
/// <param name="Stage">One stage.</param>
/// <param name="Holder">The party that has them.</param>
/// <param name="Owner">A person's id or email, or <c>none</c>: the queue.</param>
/// <param name="Sla">Of the open ones, how they stand: <c>running</c>, <c>atRisk</c> (past the last warn point), <c>breached</c>.</param>
/// <param name="Q">Words in any order, each a part of a name, a title, an email or a company, or a phone number in any spelling.</param>
/// <param name="Cursor">The <c>next</c> of the page before.</param>
/// <param name="Limit">At most so many, 1 to 200; 50 without.</param>
internal sealed record LeadQuery(string? Stage, string? Holder, string? Owner, string? Sla, string? Q, string? Cursor, int? Limit);

internal static class LeadList
{
    // By id: what comes in between two pages stands after both.
    internal static async Task<Page<LeadOut>> List(
        [AsParameters] LeadQuery query, ClaimsPrincipal user, HubContext rows, LiveBoard live, CancellationToken cancellation)
    {
        LeadIn.CheckWords(("holder", query.Holder), ("owner", query.Owner), ("q", query.Q));
        var limit = Cursor.Limit(query.Limit);
        var after = Cursor.ReadNumber(query.Cursor);
        var leads = rows.Leads.AsNoTracking().SeenBy(user.Actor()).Where(l => l.Id > after);
        if (query.Stage is not null)
            leads = leads.Where(Is(ReadEnum<Stage>(query.Stage, "stage")));
        if (query.Holder is not null)
            leads = leads.Where(l => l.Holder == query.Holder);
        if (query.Owner is not null)
            leads = OwnedBy(leads, query.Owner, LeadReads.CompanyFor(rows, live, []).SeenBy(user.Actor()));
        if (query.Sla is not null)
            leads = Standing(leads, ReadEnum<Sla>(query.Sla, "sla"), await live.UpToDate(cancellation));
        if (SearchQuery.Of(query.Q) is { } search)
            leads = leads.Matching(rows, search);
        var found = await leads.OrderBy(l => l.Id).Take(limit + 1).ToListAsync(cancellation);
        var shown = found.Count > limit ? found[..limit] : found;
        return new(await LeadReads.Out(rows, live, user.Actor(), shown), found.Count > limit ? Cursor.Of(shown[^1].Id) : null);
    }

    private static Expression<Func<Lead, bool>> Is(Stage stage) => l => l.Stage == stage;

    private static IQueryable<Lead> OwnedBy(IQueryable<Lead> leads, string owner, Company company)
    {
        if (owner == "none")
            return leads.Where(l => l.Owner == null);
        var person = Addressees.FindPerson(owner, company)?.Id
            ?? throw new InvalidArgument("owner", $"Nobody here is called '{owner}': a person's id or email, or none.");
        return leads.Where(l => l.Owner == person);
    }

    private static IQueryable<Lead> Standing(IQueryable<Lead> leads, Sla sla, WholeBoard board)
    {
        var ids = board.Cards.Values.Where(card => card.Clock?.Sla == sla).Select(card => card.Id).ToArray();
        return leads.Where(l => EF.Parameter(ids).Contains(l.Id));
    }

    internal static T ReadEnum<T>(string text, string field) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (CamelCase.Of(value) == text)
                return value;
        throw new InvalidArgument(field,
            $"'{text}' is none of: {string.Join(", ", Enum.GetNames<T>().Select(CamelCase.Of))}.");
    }
}
