using System.Text.RegularExpressions;
using SmarketingHub.Engine.Values;

namespace SmarketingHub.Engine.Forgetting;

/// <summary>A person's numbers, found in a text with or without country code, trunk zero and signs, and in no longer number.</summary>
internal sealed class PhoneTraces
{
    private const int FewestDigits = 6;

    // Fewer digits than that, with signs between them, are also a date or a part of another number.
    private const int Long = 9;

    // Between two digits of one number.
    private const string Sign = @"[ ()\[\]./~-]{0,3}";

    // A country's code that is not this number's own.
    private const string OtherCountry = $@"(?:\+|(?<![0-9])00)[0-9]{{1,3}}{Sign}";

    private readonly Dictionary<string, Regex> numbers = [];

    internal void Add(string phone)
    {
        if (Phones.Key(phone, null) is { } key)
            AddKey(key);
        else if (string.Concat(TraceText.Plain(phone).Where(char.IsAsciiDigit)) is { Length: >= FewestDigits } digits)
            AddAnywhere(digits);
    }

    internal void AddKey(string key)
    {
        if (!key.StartsWith('+'))
        {
            AddAnywhere(key);
            // Its country's code may be a part of it.
            if (key.Length > Long && Phones.Key("+" + key.TrimStart('0'), null) is { } coded && coded.StartsWith('+'))
                AddKey(coded);
        }
        else if (Phones.NationalOf(key) is { } national)
            Add(national, $@"(?<!{OtherCountry})(?:(?:\+|00)?{key[1..^national.Length]}{Sign}0?|0+)?");
        else
            AddAnywhere(key[1..]);
    }

    internal bool AreIn(string cell) =>
        numbers.Count > 0 && TraceText.Plain(cell) is var plain && numbers.Values.Any(number => number.IsMatch(plain));

    private void AddAnywhere(string digits)
    {
        if (digits.TrimStart('0') is { Length: >= FewestDigits } known)
            Add(known, $@"(?:(?:\+|00)[0-9]{{1,3}}{Sign}0?|0+)?");
    }

    private void Add(string digits, string before)
    {
        var near = digits.Length >= Long ? "" : @"[ ()./-]?";
        numbers.TryAdd(digits,
            new($@"(?<![0-9]{near}){before}{Sign}{string.Join(Sign, digits.ToCharArray())}(?!{near}[0-9])", RegexOptions.CultureInvariant));
    }
}
