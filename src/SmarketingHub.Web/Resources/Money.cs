using System.Globalization;

namespace SmarketingHub.Web.Resources;

/// <summary>Amounts in the installation's one currency, in the viewer's way of writing.</summary>
public static class Money
{
    /// <summary>Whole: €84,000.</summary>
    public static string Long(decimal amount, string currency) => amount.ToString("C0", Format(currency));

    /// <summary>For a card: €84k, €1.2M; 84 tys. €, 84 тыс. €, 84 mil €.</summary>
    public static string Short(decimal amount, string currency)
    {
        var (thousand, million) = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
        {
            "es" => ("\u00a0mil", "\u00a0M"),
            "pl" => ("\u00a0tys.", "\u00a0mln"),
            "ru" => ("\u00a0тыс.", "\u00a0млн"),
            _ => ("k", "M"),
        };
        var (scaled, unit) = Math.Abs(amount) switch
        {
            >= 1_000_000m => (amount / 1_000_000m, million),
            >= 10_000m => (decimal.Round(amount / 1_000m), thousand),
            >= 1_000m => (amount / 1_000m, thousand),
            _ => (amount, ""),
        };
        var format = Format(currency);
        var text = scaled.ToString("C1", format).Replace($"{format.CurrencyDecimalSeparator}0", "", StringComparison.Ordinal);
        var lastDigit = text.LastIndexOfAny("0123456789".ToCharArray());
        return text.Insert(lastDigit + 1, unit);
    }

    private static NumberFormatInfo Format(string currency)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        format.CurrencySymbol = currency switch { "EUR" => "€", "USD" => "$", "GBP" => "£", "PLN" => "zł", "RUB" => "₽", _ => currency };
        return format;
    }
}
