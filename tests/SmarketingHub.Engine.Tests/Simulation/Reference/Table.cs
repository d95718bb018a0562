namespace SmarketingHub.Engine.Tests.Simulation.Reference;

/// <summary>The design's table of stages, once more.</summary>
internal static class Table
{
    private static readonly Dictionary<string, (string[] From, string To)> Moves = new()
    {
        ["lookAgain"] = (["nurturing"], "captured"),
        ["ready"] = (["captured", "nurturing"], "ready"),
        ["attempt"] = (["accepted"], "working"),
        ["book"] = (["accepted", "working"], "meeting"),
        ["noShow"] = (["meeting"], "working"),
        ["hold"] = (["meeting"], "working"),
        ["qualify"] = (["working", "meeting"], "qualified"),
        ["convert"] = (["qualified"], "opportunity"),
        ["win"] = (["opportunity"], "won"),
        ["lose"] = (["accepted", "working", "meeting", "qualified", "opportunity"], "lost"),
    };

    public static bool IsSelling(string stage) => stage is "accepted" or "working" or "meeting" or "qualified" or "opportunity";

    /// <summary>Where the trigger leads from here; null: nowhere.</summary>
    public static string? Leads(RefLead lead, string trigger) => trigger switch
    {
        "nurture" => lead.IsOpen ? "nurturing" : null,
        "disqualify" => lead.IsOpen ? "disqualified" : null,
        "reopen" when !lead.IsOpen =>
            lead.ClosedFrom ?? lead.Stage switch { "won" => "opportunity", "lost" => "accepted", _ => "captured" },
        _ => Moves.TryGetValue(trigger, out var move) && move.From.Contains(lead.Stage) ? move.To : null,
    };

    public static bool IsMove(string trigger) => trigger is not "lookAgain" and not "attempt" && Moves.ContainsKey(trigger);
}
