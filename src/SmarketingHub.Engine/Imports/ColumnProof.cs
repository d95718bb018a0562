namespace SmarketingHub.Engine.Imports;

/// <summary>What the values of a column prove of how all of them are written; null where they prove nothing.</summary>
/// <param name="DayFirst">A day over 12 stands first (true) or second (false) somewhere, and nowhere the other way round.</param>
/// <param name="IsSerial">Every value is a day as Excel counts them.</param>
/// <param name="DecimalComma">A value can only have a decimal comma (true) or point (false), and none the other.</param>
/// <param name="InUtc">The column's name says that its times are in UTC.</param>
internal sealed record ColumnProof(bool? DayFirst, bool IsSerial, bool? DecimalComma, bool InUtc = false)
{
    /// <summary>By column. Looks at those of dates and amounts: whole, as the last row may prove what the first one leaves open.</summary>
    internal static Dictionary<int, ColumnProof> Of(CsvFile file, Columns columns)
    {
        List<Evidence> all =
        [
            .. Fields.Dates.SelectMany(field => columns.Of(field).Select(column => new Evidence(field, column, isDate: true))),
            .. Fields.Amounts.SelectMany(field => columns.Of(field).Select(column => new Evidence(field, column, isDate: false))),
        ];
        var open = all.ToList();
        foreach (var row in open.Count == 0 ? [] : file.Rows())
        {
            foreach (var evidence in open)
                if (columns.Text(evidence.Name, evidence.Column, row.Cells) is { } text)
                    evidence.Take(text);
            if (open.RemoveAll(evidence => !evidence.IsOpen) > 0 && open.Count == 0)
                break;
        }
        return all.ToDictionary(
            evidence => evidence.Column, evidence => evidence.Proof() with { InUtc = columns.SaysUtc(evidence.Column) });
    }

    /// <summary>In a word or two, for people; null: they prove nothing of such a field.</summary>
    internal string? ToString(string? field) =>
        IsSerial ? "Excel days" : InUtc ? "UTC"
        : DayFirst is { } first && Fields.Dates.Contains(field) ? first ? "dd/MM" : "MM/dd"
        : DecimalComma is { } comma ? comma ? "comma" : "point" : null;

    private sealed class Evidence(string name, int column, bool isDate)
    {
        private int values;
        private int serials;
        private bool one;
        private bool other;

        internal string Name => name;
        internal int Column => column;

        /// <summary>Its values do not contradict each other yet: more rows could prove something, or disprove it.</summary>
        internal bool IsOpen => !(one && other);

        internal void Take(string text)
        {
            values++;
            if (!isDate)
            {
                Note(Numbers.Proves(text));
                return;
            }
            serials += SerialDates.Is(text) ? 1 : 0;
            var order = DateParts.OrderOf(text);
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
