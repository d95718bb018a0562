using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.People;
using SmarketingHub.Engine.Data;
using SmarketingHub.Engine.Telling;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Telling;

/// <summary>What is told, when and by what, in words.</summary>
internal static class TellingWords
{
    internal static string Name(this IStringLocalizer<Texts> l, TellTopic topic) => l[topic switch
    {
        TellTopic.HandedOver => "Leads handed to me",
        TellTopic.Returned => "Leads returned to me",
        TellTopic.AtRisk => "Deadlines at risk",
        TellTopic.Late => "Missed deadlines",
        TellTopic.Escalation => "Escalations",
        TellTopic.Notes => "Notes for me",
        TellTopic.Agreements => "Agreements: to sign, changed, ending",
        _ => "Webhooks that stopped",
    }];

    internal static string Name(this IStringLocalizer<Texts> l, TellWhen when) => l[when switch
    {
        TellWhen.AtOnce => "At once",
        TellWhen.Digest => "In the daily digest",
        _ => "If I have not looked",
    }];

    /// <summary>A channel by its name among the texts, <c>channel: mail</c>.</summary>
    internal static string Channel(this IStringLocalizer<Texts> l, string name) => l[$"channel: {ChannelName.Kind(name)}"];

    /// <param name="status">The channel's own code.</param>
    /// <param name="said">Its own word.</param>
    internal static string Problem(this IStringLocalizer<Texts> l, LetterProblem problem, int? status, string? said)
    {
        var words = l[problem switch
        {
            LetterProblem.NotSetUp => "the channel is not set up here",
            LetterProblem.NoAddress => "there is no address for it",
            LetterProblem.NoSuchName => "no server of that name",
            LetterProblem.PrivateAddress => "an address of a private network",
            LetterProblem.NotSecure => "no secure connection to the server",
            LetterProblem.Unreachable => "the server cannot be reached",
            LetterProblem.TimedOut => "no answer in time",
            LetterProblem.SignIn => "the server did not let the hub in",
            LetterProblem.Refused => "the server refused it",
            LetterProblem.TooMany => "the server asks to wait",
            LetterProblem.BrokenAnswer => "its answer cannot be read",
            LetterProblem.Troubled => "the server has trouble of its own",
            LetterProblem.Gone => "the address is no more",
            _ => "it could not be written",
        }];
        var own = $"{status} {said}".Trim();
        return own.Length > 0 ? $"{words} ({own})" : words;
    }
}
