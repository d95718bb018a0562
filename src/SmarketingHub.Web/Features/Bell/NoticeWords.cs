using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>A notice as a sentence.</summary>
public static class NoticeWords
{
    public static string Say(this IStringLocalizer<Texts> l, NoticeLine notice, Company company) => notice.Kind switch
    {
        NoticeKind.HandedToMe => l["{0} is offered to you by {1}.", notice.Name, company.PartyName(notice.About)],
        NoticeKind.Assigned => l["{0} is assigned to you.", notice.Name],
        NoticeKind.Returned => l["{0} came back from {1} and waits for your answer.", notice.Name, company.PartyName(notice.About)],
        NoticeKind.Warning => l["{0}: the time for “{1}” is running out.", notice.Name, Promised(l, notice)],
        NoticeKind.Breach => l["{0}: the deadline for “{1}” is missed.", notice.Name, Promised(l, notice)],
        _ => l["{0}: nobody is left to ask for “{1}”.", notice.Name, Promised(l, notice)],
    };

    private static string Promised(IStringLocalizer<Texts> l, NoticeLine notice) =>
        Enum.TryParse<Promise>(notice.About, out var promise) ? l.Name(promise) : notice.About ?? "";
}
