using NodaTime;

namespace SmarketingHub.Domain.Calendars;

/// <summary>The weekdays as stored and sent: mon, tue, wed, thu, fri, sat, sun.</summary>
internal static class Weekdays
{
    private static readonly string[] Keys = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static string All => string.Join(", ", Keys);

    public static string Key(IsoDayOfWeek day) => Keys[(int)day - 1];

    public static IsoDayOfWeek? Find(string key) =>
        Array.IndexOf(Keys, key) is >= 0 and var index ? (IsoDayOfWeek)(index + 1) : null;
}
