
namespace SmarketingHub.Engine.Imports;

/// <summary>
/// A cell that begins like a formula is run by a spreadsheet. It is written with an apostrophe in front, which spreadsheets show as text,
/// and loses it again when it is read.
/// </summary>
public static class Formulas
{
    public static string Guard(string cell) => IsFormula(cell) ? "'" + cell : cell;

    public static string Unguard(string cell) => cell.StartsWith('\'') && IsFormula(cell[1..]) ? cell[1..] : cell;

    // Apostrophes in front are looked through, so that what is written is what is read.
    private static bool IsFormula(string cell) =>
        cell.AsSpan().TrimStart('\'') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r';
}
