using SmarketingHub.Engine.Search;


namespace SmarketingHub.Engine.Data;

/// <summary>
/// What a search looks in: one text for a contact and one for an account, kept in their rows, and both of them on a card of the board.
/// </summary>
public static class SearchText
{
    /// <summary>
    /// The person's names, title, address and phone; of the phone its digits alone, with the country's and as they were typed, and what is
    /// shown.
    /// </summary>
    public static string Of(Contact contact) => Text(
    [
        .. Words(contact.FirstName), .. Words(contact.LastName), .. Words(contact.Title), .. Words(contact.Email),
        Digits(contact.PhoneKey), Digits(contact.Phone), Groups(contact.Phone), .. Words(contact.Phone),
    ]);

    public static string Of(Account account) => Text(Words(account.Name));

    /// <summary>All of them, for a lead, with the contacts that were merged into its own. No word goes from one into the other.</summary>
    internal static string Of(string contact, IEnumerable<string> merged, string? account) =>
        string.Join('\n', [contact, .. merged, .. string.IsNullOrEmpty(account) ? Array.Empty<string>() : [account]]);

    private static IEnumerable<string> Words(string? text) => Folding.Words(text).SelectMany(word => word.Spellings);

    private static string Digits(string? phone) => string.Concat(Folding.Clean(phone).Where(char.IsAsciiDigit));

    private static string Groups(string? phone) =>
        string.Join(' ',
            string.Concat(Folding.Clean(phone).Select(c => char.IsAsciiDigit(c) ? c : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Text(IEnumerable<string> words) => string.Join(' ', words.Where(word => word.Length > 0).Distinct());
}
