using System.Collections.Frozen;

namespace SmarketingHub.Engine.Imports;

/// <summary>What stands beside an amount for its currency: a code of ISO 4217, or a sign that one currency has, or several.</summary>
internal static class CurrencySigns
{
    private const string Dollars = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL BSD BBD BMD BZD FJD "
        + "GYD JMD KYD LRD NAD SBD SRD TTD XCD";

    private static readonly FrozenDictionary<string, string> ByKey = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = Dollars,
        ["US$"] = "USD",
        ["C$"] = "CAD",
        ["A$"] = "AUD",
        ["R$"] = "BRL",
        ["€"] = "EUR",
        ["£"] = "GBP EGP FKP GIP LBP SHP SSP SYP",
        ["¥"] = "JPY CNY",
        ["₹"] = "INR",
        ["Rs"] = "INR PKR LKR NPR MUR SCR",
        ["₽"] = "RUB",
        ["руб"] = "RUB BYN",
        ["р"] = "RUB BYN",
        ["₴"] = "UAH",
        ["грн"] = "UAH",
        ["ден"] = "MKD",
        ["дин"] = "RSD",
        ["zł"] = "PLN",
        ["zl"] = "PLN",
        ["Kč"] = "CZK",
        ["kr"] = "SEK NOK DKK ISK",
        ["Ft"] = "HUF",
        ["lei"] = "RON MDL",
        ["лв"] = "BGN",
        ["SFr"] = "CHF",
        ["Fr"] = "CHF XAF XOF",
        ["₺"] = "TRY",
        ["₪"] = "ILS",
        ["₩"] = "KRW KPW",
        ["₫"] = "VND",
        ["₱"] = "PHP",
        ["฿"] = "THB",
        ["₦"] = "NGN",
        ["₸"] = "KZT",
        ["₾"] = "GEL",
        ["₼"] = "AZN",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="sign">As it stands there; one that is not known here is not the installation's.</param>
    /// <param name="currency">By its code.</param>
    internal static bool CouldBe(string sign, string currency) => sign.Equals(currency, StringComparison.OrdinalIgnoreCase)
        || ByKey.TryGetValue(sign.TrimEnd('.'), out var codes) && codes.Contains(currency, StringComparison.Ordinal);
}
