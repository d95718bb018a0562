using Microsoft.Extensions.Localization;
using NodaTime;
using SmarketingHub.Domain.Clocks;
using SmarketingHub.Domain.Companies;
using SmarketingHub.Domain.Notices;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Features.Words;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Bell;

/// <summary>What a notice says: in the bell, and wherever else it is told.</summary>
public static class NoticeWords
{
    /// <param name="l">The language of whoever is told.</param>
    /// <param name="lead">What its lead is called; null: it is about none.</param>
    /// <param name="known">The company as whoever is told knows it.</param>
    /// <param name="day">Says a day as they read it.</param>
    public static string Words(this IStringLocalizer<Texts> l, Notice notice, string? lead, Company known, Func<Instant, string> day)
    {
        var rule = NoticeRule.Of(notice.Kind);
        if (rule.IsOfWebhook)
            return l[rule.Text, notice.About ?? ""];
        if (rule.IsOfChannel)
            return l[rule.Text, l[$"channel: {ChannelName.Kind(notice.About ?? "")}"].Value];
        if (lead is not null)
            return l[rule.Text, lead, !rule.IsOfClock ? l.Party(known, notice.About)
                : WhichPromise.Read(notice.About) is { } which ? l.Sentence(which, known) : ""];
        var agreement = known.Agreements.Find(a => a.Id == notice.Agreement);
        var version = agreement?.Version(notice.Version ?? 0);
        var at = version is null ? null : rule.Day?.Invoke(version);
        return l[at is null ? rule.TextWithoutDay ?? rule.Text : rule.Text, agreement?.Name ?? "", notice.Version ?? 0,
            l.Who(known, notice.About ?? ""), at is { } said ? day(said) : ""];
    }

    /// <summary>The page that a notice is about, below the hub's address.</summary>
    public static string PageOf(Notice notice) => NoticeRule.Of(notice.Kind) is { IsOfWebhook: true } ? "webhooks"
        : NoticeRule.Of(notice.Kind).IsOfChannel ? "telling"
        : notice.Agreement is { } agreement ? $"agreements/{agreement}?version={notice.Version}" : $"leads/{notice.LeadId}";
}
