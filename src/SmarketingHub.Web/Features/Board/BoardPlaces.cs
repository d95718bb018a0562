using SmarketingHub.Domain.Life;
using SmarketingHub.Engine.Board;

namespace SmarketingHub.Web.Features.Board;

/// <summary>Every place on which a card can be dropped.</summary>
public static class BoardPlaces
{
    public static readonly IReadOnlyList<string> All =
        [.. Enum.GetNames<Column>(), nameof(Stage.Won), nameof(Stage.Lost), nameof(Stage.Disqualified)];
}
