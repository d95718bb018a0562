namespace SmarketingHub.Engine.Imports;

/// <summary>What the values of a field's columns prove of how all of them are written; null where they prove nothing.</summary>
/// <param name="DayFirst">A day over 12 stands first (true) or second (false) somewhere, and nowhere the other way round.</param>
/// <param name="IsSerial">Every value is a day as Excel counts them.</param>
/// <param name="DecimalComma">A value can only have a decimal comma (true) or point (false), and none the other.</param>
/// <param name="InUtc">The columns' names say that their times are in UTC.</param>
internal sealed record ColumnProof(bool? DayFirst, bool IsSerial, bool? DecimalComma, bool InUtc = false)
{
    private const int Stretch = 1000;

    /// <summary>By field. Looks at the columns of dates and amounts, only as far as they leave a question.</summary>
    internal static Dictionary<string, ColumnProof> Of(CsvFile file, Columns columns)
    {
        List<Evidence> all =
        [
            .. Fields.Dates.Where(columns.Has).Select(field => new Evidence(field, isDate: true)),
            .. Fields.Amounts.Where(columns.Has).Select(field => new Evidence(field, isDate: false)),
        ];
        if (all.Count == 0)
            return [];
        var open = all.ToList();
        var rows = 0;
        foreach (var row in file.Rows())
        {
            foreach (var evidence in open)
                foreach (var text in columns.Texts(evidence.Name, row.Cells))
                    evidence.Take(text);
            if (++rows % Stretch == 0 && open.RemoveAll(evidence => !evidence.IsOpen) > 0 && open.Count == 0)
                break;
        }
        return all.ToDictionary(
            evidence => evidence.Name,
            evidence => evidence.Proof() with { InUtc = columns.SaysUtc(evidence.Name) },
            StringComparer.Ordinal);
    }

    private sealed class Evidence(string name, bool isDate)
    {
        private int values;
        private int serials;
        private bool asks;
        private bool one;
        private bool other;

        internal string Name => name;

        /// <summary>More rows could answer what is asked.</summary>
        internal bool IsOpen => asks ? !(one && other) : isDate && values == serials;

        internal void Take(string text)
        {
            values++;
            if (!isDate)
            {
                asks |= text.AsSpan().ContainsAny('.', ',');
                Note(Numbers.Proves(text));
                return;
            }
            serials += SerialDates.Is(text) ? 1 : 0;
            var order = DateParts.OrderOf(text);
            asks |= order is not DateParts.Order.None;
            Note(order switch { DateParts.Order.DayFirst => true, DateParts.Order.MonthFirst => false, _ => null });
        }

        internal ColumnProof Proof()
        {
            bool? proven = one == other ? null : one;
            return isDate ? new(proven, values > 0 && serials == values, null) : new(null, false, proven);
        }

        private void Note(bool? shows)
        {
            one |= shows == true;
            other |= shows == false;
        }
    }
}
