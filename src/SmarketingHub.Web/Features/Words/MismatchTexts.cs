using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using SmarketingHub.Domain.Agreements;
using SmarketingHub.Web.Resources;

namespace SmarketingHub.Web.Features.Words;

/// <summary>Why a condition did not match, in the viewer's words: the domain keeps it in English as the ledger has it.</summary>
public static partial class MismatchTexts
{
    private static readonly Regex Misses = new($"^({string.Join('|', Condition.Criteria.Select(c => c.Field.Words))}) (.+), not (.+)$");

    public static string WhyNot(this IStringLocalizer<Texts> l, string why)
    {
        if (Misses.Match(why) is { Success: true } miss)
            return l["{0} is {1}, not {2}", l[$"fact: {Condition.Criteria.First(c => c.Field.Words == miss.Groups[1].Value).Field.Key}"],
                Value(l, miss.Groups[2].Value),
                string.Join($" {l["or"]} ", miss.Groups[3].Value.Split(" or ").Select(wanted => Value(l, wanted)))];
        if (Worth().Match(why) is { Success: true } worth)
            return l["the value is {0}, not over {1}", Value(l, worth.Groups[1].Value), worth.Groups[2].Value];
        if (why.StartsWith("starts at ", StringComparison.Ordinal))
            return l["it starts at {0}", l[$"starts: {why[10..]}"]];
        return why;
    }

    private static string Value(IStringLocalizer<Texts> l, string value) =>
        value == "unknown" ? l["unknown"] : value.Contains('-') ? l.Source(value) : value;

    [GeneratedRegex("^value (.+), not over (.+)$")]
    private static partial Regex Worth();
}
